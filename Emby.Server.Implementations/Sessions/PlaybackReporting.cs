using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Takes the reports of players. When a method returns, the session shows it and the watch state is written.</summary>
public sealed partial class PlaybackReporting(
    SessionManager sessions,
    IItemStore items,
    WatchProgress progress,
    IEnumerable<ITranscodeJobs> transcodes,
    IActivityLog activity,
    TimeProvider time,
    ILogger<PlaybackReporting> logger)
{
    /// <summary>Requests of one player may overtake each other by this much.</summary>
    private static readonly TimeSpan Overtaking = TimeSpan.FromSeconds(3);

    public async Task StartAsync(SessionIdentity identity, PlaybackReport report, CancellationToken cancellationToken)
    {
        var session = await sessions.GetAsync(identity, cancellationToken);
        if (await items.FindAsync(report.ItemId, cancellationToken) is { } item)
        {
            await progress.StartAsync(session.UserIds, item, cancellationToken);
            await activity.WriteAsync(PlaybackActivity.Started(session, item, time.GetUtcNow()), cancellationToken);
        }

        await sessions.UpdateAsync(identity, current => Playing(current, report), cancellationToken);
    }

    /// <summary>One change of the session and one of the watch state: players report every few seconds.</summary>
    public async Task ContinueAsync(SessionIdentity identity, PlaybackReport report, CancellationToken cancellationToken)
    {
        var isLate = false;
        var session = await sessions.UpdateAsync(
            identity,
            current => (isLate = IsLate(current, report.ItemId)) ? current : Playing(current, report),
            cancellationToken);
        if (isLate)
        {
            return;
        }

        if (await items.FindRecentAsync(report.ItemId, cancellationToken) is { } item)
        {
            await progress.ContinueAsync(session.UserIds, item, report.State, identity.User, cancellationToken);
        }

        await PingAsync(report.PlaySessionId, report.State.IsPaused, cancellationToken);
    }

    public async Task StopAsync(SessionIdentity identity, PlaybackReport report, CancellationToken cancellationToken)
    {
        var session = await sessions.GetAsync(identity, cancellationToken);
        if (!report.HasFailed && await items.FindAsync(report.ItemId, cancellationToken) is { } item)
        {
            await progress.StopAsync(session.UserIds, item, report.State.PositionTicks, cancellationToken);
            // A player that was told to stop says once more what everybody knows.
            if (session.NowPlayingItemId is not null || session.StoppedItemId != report.ItemId)
            {
                await activity.WriteAsync(PlaybackActivity.Stopped(session, item, time.GetUtcNow()), cancellationToken);
            }
        }

        await sessions.UpdateAsync(identity, current => Stopped(current, report), cancellationToken);
        await StopTranscodeAsync(report.PlaySessionId, identity.User.Id, cancellationToken);
    }

    /// <summary>The player is still there, though it does not say where.</summary>
    public async Task PingAsync(string? playSessionId, bool isPaused, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(playSessionId))
        {
            await ReachAsync(job => job.PingAsync(playSessionId, isPaused, cancellationToken));
        }
    }

    /// <summary>Ends what a player left behind that is gone. Returns false when it was heard of again, or another replica did it.</summary>
    public async Task<bool> AbandonAsync(Session session, CancellationToken cancellationToken)
    {
        var isMine = false;
        await sessions.ChangeAsync(
            session.Id,
            current =>
            {
                isMine = current.NowPlayingItemId == session.NowPlayingItemId && current.LastPlaybackCheckIn == session.LastPlaybackCheckIn;
                return isMine ? Stopped(current, new PlaybackReport(session.NowPlayingItemId!.Value)) : current;
            },
            cancellationToken);
        if (!isMine)
        {
            return false;
        }

        // The position itself was written with the last report; this tells clients and applies the thresholds.
        if (session.PlayState.PositionTicks is { } position
            && await items.FindAsync(session.NowPlayingItemId!.Value, cancellationToken) is { } item)
        {
            await progress.StopAsync(session.UserIds, item, position, cancellationToken);
            await activity.WriteAsync(PlaybackActivity.Stopped(session, item, time.GetUtcNow()), cancellationToken);
        }

        await StopTranscodeAsync(session.PlaySessionId, session.UserId, cancellationToken);
        return true;
    }

    private bool IsLate(Session session, Guid itemId)
        => session.NowPlayingItemId is null && session.StoppedItemId == itemId && time.GetUtcNow() - session.StoppedAt < Overtaking;

    private Session Playing(Session session, PlaybackReport report)
    {
        var now = time.GetUtcNow();
        return session with
        {
            NowPlayingItemId = report.ItemId,
            NowViewingItemId = null,
            PlayState = report.State,
            PlaySessionId = report.PlaySessionId,
            PlaylistItemId = report.PlaylistItemId,
            NowPlayingQueue = report.NowPlayingQueue ?? session.NowPlayingQueue,
            LastPlaybackCheckIn = now,
            LastPausedDate = report.State.IsPaused ? session.LastPausedDate ?? now : null,
        };
    }

    private Session Stopped(Session session, PlaybackReport report) => session with
    {
        NowPlayingItemId = null,
        PlayState = new PlayState(),
        PlaySessionId = null,
        PlaylistItemId = null,
        NowPlayingQueue = report.NowPlayingQueue ?? session.NowPlayingQueue,
        LastPausedDate = null,
        StoppedItemId = report.ItemId,
        StoppedAt = time.GetUtcNow(),
    };

    private async Task StopTranscodeAsync(string? playSessionId, Guid userId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(playSessionId))
        {
            await ReachAsync(job => job.StopAsync(playSessionId, userId, cancellationToken));
        }
    }

    /// <summary>A job that cannot be reached ends by itself when nobody asks for its segments.</summary>
    private async Task ReachAsync(Func<ITranscodeJobs, Task> action)
    {
        foreach (var jobs in transcodes)
        {
            try
            {
                await action(jobs);
            }
            catch (SharedStateUnavailableException exception)
            {
                LogUnreachable(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Transcodes of a play session cannot be reached: {Reason}")]
    private partial void LogUnreachable(string reason);
}
