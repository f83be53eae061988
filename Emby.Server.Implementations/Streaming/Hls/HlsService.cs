using Emby.Server.Implementations.Playback;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Playlists and segments of streams, on any replica.</summary>
public sealed class HlsService
{
    /// <summary>Owners may die, leave or lose a stream while a request is under way; each of these is one more round.</summary>
    private const int Rounds = 5;

    private readonly PlaybackItems _items;
    private readonly KeyFrameReader _keyFrames;
    private readonly TranscodeJobs _jobs;
    private readonly TranscodeOwnership _ownership;
    private readonly StreamForwarder _forwarder;
    private readonly TranscodeControl _control;
    private readonly TranscodeStops _stops;
    private readonly IClusterClock _clock;
    private readonly IConfigurationStore _configuration;

    internal HlsService(
        PlaybackItems items,
        KeyFrameReader keyFrames,
        TranscodeJobs jobs,
        TranscodeOwnership ownership,
        StreamForwarder forwarder,
        TranscodeControl control,
        TranscodeStops stops,
        IClusterClock clock,
        IConfigurationStore configuration)
    {
        _items = items;
        _keyFrames = keyFrames;
        _jobs = jobs;
        _ownership = ownership;
        _forwarder = forwarder;
        _control = control;
        _stops = stops;
        _clock = clock;
        _configuration = configuration;
    }

    /// <summary>Returns null when there is nothing to play, or the user may not see it.</summary>
    public Task<StreamPlan?> PlanAsync(Guid itemId, StreamParameters parameters, User? user, CancellationToken cancellationToken)
        => PlanAsync(itemId, parameters, user, mayRead: true, cancellationToken);

    /// <summary>
    /// Returns null when there is nothing to play, no such segment, or its player has stopped meanwhile. An owner is asked without a look into
    /// the database, so that running streams go on without it. Throws <see cref="TranscodeFailedException"/>.
    /// </summary>
    public async Task<SegmentAnswer?> SegmentAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        StreamJob? job = null;
        var refused = new HashSet<ReplicaIdentity>();
        var isForUs = _forwarder.IsForUs(request.Original);
        var arrived = _clock.UtcNow;
        for (var round = 0; round < Rounds && !_stops.Cover(request, arrived); round++)
        {
            if (!isForUs && await _ownership.FindOtherAsync(request.Key, refused, cancellationToken) is { } other)
            {
                if (await _forwarder.TryForwardAsync(other, request.Original, cancellationToken) is { } answer)
                {
                    return new SegmentAnswer(null, answer);
                }

                refused.Add(other);
            }

            if (_jobs.Find(request.Key) is { } running)
            {
                job = new StreamJob(request.Key, running.Plan, request.Parameters, request.User?.Id);
            }

            job ??= await CreateJobAsync(request, cancellationToken);
            if (job is null || request.Segment >= job.Plan.Grid.Count)
            {
                return null;
            }

            if (await _ownership.TakeAsync(job, refused, mustBeHere: isForUs, cancellationToken)
                && await MakeAsync(job, request.Segment, cancellationToken) is { } files)
            {
                return new SegmentAnswer(files, null);
            }
        }

        return _stops.Cover(request, arrived) ? null : throw new TranscodeFailedException("The stream changes its replica too often.");
    }

    private async Task<SegmentFiles?> MakeAsync(StreamJob job, int segment, CancellationToken cancellationToken)
    {
        if (_jobs.Find(job.Key) is null)
        {
            await _control.ReplaceAsync(job, cancellationToken);
        }

        return await _jobs.TryGetAsync(job, segment, cancellationToken);
    }

    private async Task<StreamJob?> CreateJobAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(request.ItemId, request.Parameters, request.User, mayRead: false, cancellationToken);
        return plan is null ? null : new StreamJob(request.Key, plan, request.Parameters, request.User?.Id);
    }

    /// <summary>
    /// Whether the picture is copied must not change between the playlist and its segments: key frames that were not known in time for the
    /// playlist are said in it by forbidding the copy.
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
        var plan = StreamPlanner.Create(source, parameters, keyFrames, settings);
        return plan is { Video: null, Audio: null } ? null : plan;
    }
}
