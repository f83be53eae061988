using System.ComponentModel;
using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>
/// Streams for players that take no segments: one ffmpeg makes one answer, on the replica that has room for it. Nobody else can go on with
/// it: a player asks again for the rest, from where it is.
/// </summary>
public sealed class ProgressiveService
{
    /// <summary>Replicas may die or leave before the first byte; each of these is one more round.</summary>
    private const int Rounds = 5;

    private readonly PlaybackItems _items;
    private readonly IConfigurationStore _configuration;
    private readonly TranscodeOwnership _ownership;
    private readonly StreamForwarder _forwarder;
    private readonly TranscodeControl _control;
    private readonly ProgressiveRuns _runs;
    private readonly IMessageBus _bus;

    internal ProgressiveService(
        PlaybackItems items,
        IConfigurationStore configuration,
        TranscodeOwnership ownership,
        StreamForwarder forwarder,
        TranscodeControl control,
        ProgressiveRuns runs,
        IMessageBus bus)
    {
        _items = items;
        _configuration = configuration;
        _ownership = ownership;
        _forwarder = forwarder;
        _control = control;
        _runs = runs;
        _bus = bus;
    }

    /// <summary>Returns null when there is nothing to play, or the user may not see it.</summary>
    public async Task<ProgressivePlan?> PlanAsync(ProgressiveRequest request, CancellationToken cancellationToken)
    {
        var source = await _items.FindSourceAsync(request.ItemId, request.Parameters.MediaSourceId?.ToString("N"), request.User, cancellationToken);
        if (source is null || !File.Exists(source.Path))
        {
            return null;
        }

        if (OutputContainer.Choose(request.Container, request.Parameters, source) is not { } container)
        {
            return new ProgressivePlan(null, null);
        }

        var settings = await _configuration.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken);
        var plan = StreamPlanner.CreateProgressive(source, request.Parameters, container, settings);
        return plan is { Video: null, Audio: null } ? null : new ProgressivePlan(plan, container);
    }

    /// <summary>
    /// Has the stream made where there is room for it, and waits for the first bytes. The result is to be disposed by the caller, which ends
    /// ffmpeg. Throws <see cref="TranscodeFailedException"/>.
    /// </summary>
    public async Task<ProgressiveAnswer> OpenAsync(
        ProgressiveRequest request, StreamPlan plan, OutputContainer container, CancellationToken cancellationToken)
    {
        var isForUs = _forwarder.IsForUs(request.Original);
        var stream = (isForUs ? request.Original.Stream : null) ?? Guid.CreateVersion7();
        var job = new StreamJob(stream.ToString("N"), plan, request.Parameters, request.User?.Id);
        var refused = new HashSet<ReplicaIdentity>();
        for (var round = 0; round < Rounds; round++)
        {
            if (await _ownership.TakeAsync(job, refused, mustBeHere: isForUs, cancellationToken))
            {
                return new ProgressiveAnswer(await StartAsync(job, container, cancellationToken), null);
            }

            if (!isForUs && await _ownership.FindOtherAsync(job.Key, refused, cancellationToken) is { } other)
            {
                if (await _forwarder.TryForwardAsync(other, request.Original with { Stream = stream }, cancellationToken) is { } response)
                {
                    return new ProgressiveAnswer(null, response);
                }

                refused.Add(other);
            }
        }

        throw new TranscodeFailedException("The stream changes its replica too often.");
    }

    private async Task<ProgressiveStream> StartAsync(StreamJob job, OutputContainer container, CancellationToken cancellationToken)
    {
        var stream = new ProgressiveStream(job, container, _runs, _ownership, _bus);
        try
        {
            await _control.ReplaceAsync(job, cancellationToken);
            await stream.StartAsync(cancellationToken);
            return stream;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            await stream.DisposeAsync();
            throw TranscodeFailedException.NotStarted(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            await stream.DisposeAsync();
            throw TranscodeFailedException.ByPlayer(exception);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
