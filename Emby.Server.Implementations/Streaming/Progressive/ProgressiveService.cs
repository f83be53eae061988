using System.ComponentModel;
using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>
/// Streams for players that take no segments: one ffmpeg makes one answer, on the replica that was asked. Nobody else can go on with it: a
/// player asks again for the rest, from where it is.
/// </summary>
public sealed class ProgressiveService
{
    private readonly PlaybackItems _items;
    private readonly IConfigurationStore _configuration;
    private readonly TranscodeOwnership _ownership;
    private readonly TranscodeControl _control;
    private readonly ProgressiveRuns _runs;
    private readonly IMessageBus _bus;

    internal ProgressiveService(
        PlaybackItems items,
        IConfigurationStore configuration,
        TranscodeOwnership ownership,
        TranscodeControl control,
        ProgressiveRuns runs,
        IMessageBus bus)
    {
        _items = items;
        _configuration = configuration;
        _ownership = ownership;
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
    /// Starts ffmpeg and waits for the first bytes. The result is to be disposed by the caller, which ends ffmpeg. Throws
    /// <see cref="TranscodeFailedException"/>.
    /// </summary>
    public async Task<ProgressiveStream> OpenAsync(
        ProgressiveRequest request, StreamPlan plan, OutputContainer container, CancellationToken cancellationToken)
    {
        var job = new StreamJob(Guid.CreateVersion7().ToString("N"), plan, request.Parameters, request.User?.Id);
        await _control.ReplaceAsync(job, cancellationToken);
        await _ownership.TakeForGoodAsync(job, cancellationToken);
        var stream = new ProgressiveStream(job, container, _runs, _ownership, _bus);
        try
        {
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
            throw new TranscodeFailedException("The player has ended the stream.", inner: exception);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
