using Emby.Server.Implementations.Playback;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Playlists and segments of streams, on any replica.</summary>
public sealed class HlsService
{
    private readonly PlaybackItems _items;
    private readonly KeyFrameReader _keyFrames;
    private readonly TranscodeJobs _jobs;
    private readonly TranscodeControl _control;
    private readonly StreamRequests _requests;
    private readonly StreamRounds _rounds;
    private readonly IConfigurationStore _configuration;

    internal HlsService(
        PlaybackItems items,
        KeyFrameReader keyFrames,
        TranscodeJobs jobs,
        TranscodeControl control,
        StreamRequests requests,
        StreamRounds rounds,
        IConfigurationStore configuration)
    {
        _items = items;
        _keyFrames = keyFrames;
        _jobs = jobs;
        _control = control;
        _requests = requests;
        _rounds = rounds;
        _configuration = configuration;
    }

    /// <summary>
    /// Returns null when there is nothing to play, or the user may not see it. Throws <see cref="TranscodeForbiddenException"/>.
    /// </summary>
    public Task<StreamPlan?> PlanAsync(Guid itemId, StreamParameters parameters, User? user, CancellationToken cancellationToken)
        => PlanAsync(itemId, parameters, user, mayRead: true, cancellationToken);

    /// <summary>
    /// Returns null when there is nothing to play, or no such segment. An owner is asked without a look into the database, so that running
    /// streams go on without it. Throws <see cref="TranscodeFailedException"/> and, for what does not run yet, <see cref="TranscodeForbiddenException"/>.
    /// </summary>
    public async Task<StreamAnswer<SegmentFiles>?> SegmentAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        StreamJob? created = null;
        using var underWay = _requests.Begin(request.Key, request.Parameters, request.User?.Id, cancellationToken);
        return await _rounds.AnswerAsync(
            underWay,
            request.Original,
            async token =>
            {
                var job = FindRunning(request) ?? (created ??= await CreateJobAsync(request, token));
                return job is null || request.Segment >= job.Plan.Grid.Count ? null : job;
            },
            (job, token) => MakeAsync(job, request.Segment, underWay.Arrived, token));
    }

    private async Task<SegmentFiles?> MakeAsync(StreamJob job, int segment, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        if (_jobs.Find(job.Key) is null)
        {
            await _control.ReplaceAsync(job, asked, cancellationToken);
        }

        return await _jobs.TryGetAsync(job, segment, cancellationToken);
    }

    private StreamJob? FindRunning(SegmentRequest request)
        => _jobs.Find(request.Key) is { } running ? new StreamJob(request.Key, running.Plan, request.Parameters, request.User?.Id) : null;

    private async Task<StreamJob?> CreateJobAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(request.ItemId, request.Parameters, request.User, mayRead: false, cancellationToken);
        return plan is null ? null : new StreamJob(request.Key, plan, request.Parameters, request.User?.Id);
    }

    /// <summary>
    /// Whether the picture is copied must not change between the playlists and the segments: key frames that were not known in time for the
    /// first playlist are said in it by forbidding the copy.
    /// </summary>
    private async Task<StreamPlan?> PlanAsync(
        Guid itemId, StreamParameters parameters, User? user, bool mayRead, CancellationToken cancellationToken)
    {
        var source = await _items.FindSourceAsync(itemId, parameters.MediaSourceId?.ToString("N"), user, cancellationToken);
        if (source is null or { RunTimeTicks: null or 0 } || !File.Exists(source.Path))
        {
            return null;
        }

        var keyFrames = StreamPlanner.WantsVideoCopy(source, parameters) ? await _keyFrames.FindAsync(source, mayRead, cancellationToken) : null;
        var settings = await _configuration.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken);
        var plan = StreamPlanner.Create(source, parameters, keyFrames, settings, user);
        return plan is { Video: null, Audio: null } ? null : plan.For(user);
    }
}
