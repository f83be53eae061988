using System.ComponentModel;
using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>
/// Streams for players that take no segments: one ffmpeg makes one answer, on the replica that has room for it. Nobody else can go on with
/// it: a player asks again for the rest, from where it is.
/// </summary>
public sealed class ProgressiveService
{
    private readonly PlaybackItems _items;
    private readonly IConfigurationStore _configuration;
    private readonly TranscodeOwnership _ownership;
    private readonly TranscodeControl _control;
    private readonly StreamRequests _requests;
    private readonly StreamRounds _rounds;
    private readonly ProgressiveRuns _runs;

    internal ProgressiveService(
        PlaybackItems items,
        IConfigurationStore configuration,
        TranscodeOwnership ownership,
        TranscodeControl control,
        StreamRequests requests,
        StreamRounds rounds,
        ProgressiveRuns runs)
    {
        _items = items;
        _configuration = configuration;
        _ownership = ownership;
        _control = control;
        _requests = requests;
        _rounds = rounds;
        _runs = runs;
    }

    /// <summary>
    /// Returns null when there is nothing to play, or the user may not see it. Throws <see cref="TranscodeForbiddenException"/>.
    /// </summary>
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
        return plan is { Video: null, Audio: null } ? null : new ProgressivePlan(plan.For(request.User), container);
    }

    /// <summary>
    /// Has the stream made where there is room for it, and waits for the first bytes. The result is to be disposed by the caller, which ends
    /// ffmpeg. Throws <see cref="TranscodeFailedException"/>.
    /// </summary>
    /// <param name="request">As it came.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="container">In what.</param>
    /// <param name="cancellationToken">Ends the answer, too.</param>
    public async Task<ProgressiveAnswer> OpenAsync(
        ProgressiveRequest request, StreamPlan plan, OutputContainer container, CancellationToken cancellationToken)
    {
        var stream = _rounds.PlacedHere(request.Original) ?? Guid.CreateVersion7();
        var job = new StreamJob(stream.ToString("N"), plan, request.Parameters, request.User?.Id);
        var underWay = _requests.Begin(job.Key, job.Parameters, job.UserId, cancellationToken);
        try
        {
            var answer = await _rounds.AnswerAsync<ProgressiveStream>(
                underWay,
                request.Original with { Stream = stream },
                _ => Task.FromResult<StreamJob?>(job),
                async (_, token) => await StartAsync(job, container, underWay, token));
            return new ProgressiveAnswer(underWay, answer!);
        }
        catch
        {
            underWay.Dispose();
            throw;
        }
    }

    private async Task<ProgressiveStream> StartAsync(
        StreamJob job, OutputContainer container, StreamRequest underWay, CancellationToken cancellationToken)
    {
        var stream = new ProgressiveStream(job, container, underWay, _runs, _ownership);
        try
        {
            await _control.ReplaceAsync(job, underWay.Arrived, cancellationToken);
            await stream.StartAsync();
            return stream;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            await stream.DisposeAsync();
            throw TranscodeFailedException.NotStarted(exception.Message, exception);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
