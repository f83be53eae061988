using Emby.Server.Implementations.Processes;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>
/// One ffmpeg and what it writes. It waits while the player takes nothing: nothing lies on the disk. It ends with the answer, and the answer
/// with it, also when its player stops or begins another stream.
/// </summary>
public sealed class ProgressiveStream : IOwnedStream, IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    private readonly StreamJob _job;
    private readonly OutputContainer _container;
    private readonly ProgressiveRuns _runs;
    private readonly TranscodeOwnership _ownership;
    private readonly JobPipeline _pipeline;
    private readonly IDisposable[] _subscriptions;
    private readonly CancellationTokenSource _ended = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private Task _renewing = Task.CompletedTask;
    private FfmpegProcess? _process;
    private int _ready;
    private bool _succeeded;

    internal ProgressiveStream(StreamJob job, OutputContainer container, ProgressiveRuns runs, TranscodeOwnership ownership, IMessageBus bus)
    {
        (_job, _container, _runs, _ownership) = (job, container, runs, ownership);
        _pipeline = runs.PipelineOf(job);
        _subscriptions =
        [
            bus.Subscribe<TranscodesStopped>((message, _) => EndIfAsync(message.Ends(job.Parameters.PlaySessionId, job.Parameters.DeviceId, job.UserId))),
            bus.Subscribe<TranscodesReplaced>((message, _) => EndIfAsync(message.Ends(job))),
        ];
    }

    string IOwnedStream.Key => _job.Key;

    TranscodeOwner IOwnedStream.Describe(ReplicaIdentity self, long epoch) => TranscodeOwner.Of(self, epoch, _job, _pipeline);

    /// <summary>Sends all of it. Throws <see cref="TranscodeFailedException"/> when that is not all there should be.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        while (_ready > 0)
        {
            await target.WriteAsync(_buffer.AsMemory(0, _ready), limit.Token);
            _ready = await ReadAsync(limit.Token);
        }

        if (await EndAsync(limit.Token) is not 0)
        {
            throw Fail();
        }

        _succeeded = true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        await _ended.CancelAsync();
        _process?.Dispose();
        _pipeline.End(_succeeded || _ready > 0);
        await _renewing;
        await _ownership.ReleaseAsync(_job.Key, CancellationToken.None);
        _runs.End(_job);
        _ended.Dispose();
    }

    /// <summary>Waits for the first bytes; what hardware does not make is made in software.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        var log = _runs.LogOf(_job);
        _renewing = RenewAsync();
        do
        {
            _process?.Dispose();
            _process = await _runs.StartAsync(_job, _container, await _pipeline.NextAsync(limit.Token), log, limit.Token);
            _ready = await ReadAsync(limit.Token);
        }
        while (_ready == 0 && await EndAsync(limit.Token) is not 0 && _pipeline.TryFallBack(_process.Output));

        if (_ready == 0)
        {
            throw Fail();
        }

        _pipeline.Succeeded();
    }

    private TranscodeFailedException Fail()
    {
        _runs.Failed(_job, _process!.Output);
        return BoundProcesses.CouldNotStart(_process.ExitCode)
            ? TranscodeFailedException.NotStarted(_process.Output)
            : TranscodeFailedException.Ended(_process.Output);
    }

    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var process = _process!;
        try
        {
            return await process.Made.ReadAsync(_buffer, cancellationToken).AsTask().WaitAsync(_runs.Patience, _runs.Time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            process.Dispose();
            throw new TranscodeFailedException("The stream was not ready in time.", process.Output, exception);
        }
    }

    /// <summary>Its exit code; null when it has closed its output and goes on all the same.</summary>
    private async Task<int?> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _process!.EndAsync(cancellationToken).WaitAsync(_runs.Patience, _runs.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>The others count it as long as it runs.</summary>
    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Renewal, _runs.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                await EndIfAsync(!await _ownership.ConfirmAsync(this, _ended.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    private async ValueTask EndIfAsync(bool isOver)
    {
        if (isOver && !_ended.IsCancellationRequested)
        {
            await _ended.CancelAsync();
        }
    }
}
