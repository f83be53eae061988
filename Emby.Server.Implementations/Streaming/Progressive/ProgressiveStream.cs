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
    private readonly StreamRequest _request;
    private readonly byte[] _buffer = new byte[BufferSize];
    private Task _renewing = Task.CompletedTask;
    private FfmpegProcess? _process;
    private int _ready;
    private bool _succeeded;

    /// <param name="job">What is made.</param>
    /// <param name="container">In what.</param>
    /// <param name="request">That it answers, and with which it ends.</param>
    /// <param name="runs">Starts ffmpeg.</param>
    /// <param name="ownership">What the others know.</param>
    internal ProgressiveStream(StreamJob job, OutputContainer container, StreamRequest request, ProgressiveRuns runs, TranscodeOwnership ownership)
    {
        (_job, _container, _request, _runs, _ownership) = (job, container, request, runs, ownership);
        _pipeline = runs.PipelineOf(job);
    }

    string IOwnedStream.Key => _job.Key;

    bool IOwnedStream.HasEnded => _request.Token.IsCancellationRequested;

    TranscodeOwner IOwnedStream.Describe(ReplicaIdentity self, long epoch) => TranscodeOwner.Of(self, epoch, _job, _pipeline) with
    {
        Worked = _process?.ProcessorTime ?? TimeSpan.Zero,
    };

    /// <summary>Sends all of it. Throws <see cref="TranscodeFailedException"/> when that is not all there should be.</summary>
    public async Task CopyToAsync(Stream target)
    {
        while (_ready > 0)
        {
            await target.WriteAsync(_buffer.AsMemory(0, _ready), _request.Token);
            _ready = await ReadAsync(_request.Token);
        }

        if (await EndAsync(_request.Token) is not 0)
        {
            throw Fail();
        }

        _succeeded = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _request.EndAsync();
        _process?.Dispose();
        _pipeline.End(_succeeded || _ready > 0);
        try
        {
            await _renewing;
        }
        finally
        {
            await _ownership.ReleaseAsync(_job.Key);
            _runs.End(_job);
        }
    }

    /// <summary>Waits for the first bytes; what hardware does not make is made in software.</summary>
    internal async Task StartAsync()
    {
        var log = _runs.LogOf(_job);
        _renewing = RenewAsync();
        var plan = await _runs.PrepareAsync(_job, _request.Token);
        do
        {
            _process?.Dispose();
            _process = await _runs.StartAsync(_job, plan, _container, await _pipeline.NextAsync(_request.Token), log, _request.Token);
            _ready = await ReadAsync(_request.Token);
        }
        while (_ready == 0 && await EndAsync(_request.Token) is not 0 && _pipeline.TryFallBack(_process.Output));

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
            while (await timer.WaitForNextTickAsync(_request.Token))
            {
                if (!await _ownership.ConfirmAsync(this, _request.Token))
                {
                    await _request.EndAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }
}
