using System.Security.Cryptography;
using System.Text;
using Emby.Server.Implementations.Playback;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Playlists and segments of streams, on any replica.</summary>
public sealed class HlsService
{
    private readonly PlaybackItems _items;
    private readonly IReplicaRegistry _registry;
    private readonly KeyFrameReader _keyFrames;
    private readonly TranscodeJobs _jobs;
    private readonly TranscodeOwnership _ownership;
    private readonly SegmentForwarder _forwarder;

    internal HlsService(
        PlaybackItems items,
        IReplicaRegistry registry,
        KeyFrameReader keyFrames,
        TranscodeJobs jobs,
        TranscodeOwnership ownership,
        SegmentForwarder forwarder)
    {
        _items = items;
        _registry = registry;
        _keyFrames = keyFrames;
        _jobs = jobs;
        _ownership = ownership;
        _forwarder = forwarder;
    }

    /// <summary>Returns null when there is nothing to play, or the user may not see it.</summary>
    public Task<StreamPlan?> PlanAsync(Guid itemId, StreamParameters parameters, User? user, CancellationToken cancellationToken)
        => PlanAsync(itemId, parameters, user, mayRead: true, cancellationToken);

    /// <summary>Returns null when there is nothing to play, or no such segment.</summary>
    public async Task<SegmentAnswer?> SegmentAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        var key = KeyOf(request);
        if (_jobs.Find(key) is { } running)
        {
            return await LocalAsync(new StreamJob(key, running.Plan, request.Parameters), request.Segment, cancellationToken);
        }

        var plan = await PlanAsync(request.ItemId, request.Parameters, request.User, mayRead: false, cancellationToken);
        if (plan is null || request.Segment >= plan.Grid.Count)
        {
            return null;
        }

        var job = new StreamJob(key, plan, request.Parameters);
        var owner = request.IsForwarded ? null : await _ownership.FindOrTakeAsync(key, () => Self(job), null, cancellationToken);
        if (owner is not null)
        {
            var answer = await _forwarder.TryForwardAsync(owner, request, cancellationToken);
            if (answer is not null)
            {
                return answer;
            }

            await _ownership.FindOrTakeAsync(key, () => Self(job), owner, cancellationToken);
        }

        return await LocalAsync(job, request.Segment, cancellationToken);
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
        return StreamPlanner.Create(source, parameters, keyFrames);
    }

    private async Task<SegmentAnswer?> LocalAsync(StreamJob job, int segment, CancellationToken cancellationToken)
    {
        var files = await _jobs.GetAsync(job, segment, cancellationToken);
        return files is null ? null : new SegmentAnswer(files, null);
    }

    private TranscodeOwner Self(StreamJob job)
    {
        var self = _registry.Self;
        return new TranscodeOwner(
            self.Id,
            self.Incarnation,
            self.Url,
            job.Parameters.PlaySessionId,
            job.Parameters.DeviceId,
            TranscodingInfo.From(job.Plan, job.Parameters.TranscodeReasons));
    }

    /// <summary>Everything that makes the stream what it is; no client can name somebody else's by accident.</summary>
    private static string KeyOf(SegmentRequest request)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.ItemId:N}?{request.StreamQuery}")).AsSpan(0, 16));
}

/// <summary>One segment of a stream, as it was asked for.</summary>
public sealed record SegmentRequest
{
    public required Guid ItemId { get; init; }

    /// <summary>-1 = the initialisation segment.</summary>
    public required int Segment { get; init; }

    public required StreamParameters Parameters { get; init; }

    /// <summary>The query without what differs between the segments of one stream.</summary>
    public required string StreamQuery { get; init; }

    /// <summary>Path and query as they came, for passing on.</summary>
    public required string PathAndQuery { get; init; }

    public string? Authorization { get; init; }

    /// <summary>Who asks; null = a program that may see everything.</summary>
    public User? User { get; init; }

    /// <summary>Another replica passed it on: it must be answered here.</summary>
    public bool IsForwarded { get; init; }
}

/// <param name="Files">Files of this replica, one after the other.</param>
/// <param name="Forwarded">Answer of another replica, to be disposed by the caller.</param>
public sealed record SegmentAnswer(IReadOnlyList<string> Files, HttpResponseMessage? Forwarded);
