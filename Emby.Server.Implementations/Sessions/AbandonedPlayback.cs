using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Ends playback of players that went away without a word. Every replica looks; who changes the session first does it.</summary>
public sealed partial class AbandonedPlayback(
    ISessionStore store,
    PlaybackReporting reporting,
    TimeProvider time,
    ILogger<AbandonedPlayback> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Paused players report every 15 s or so.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>Returns how many this replica ended.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sessions = await store.ListAsync(cancellationToken);
        var ended = 0;
        foreach (var session in sessions.Where(entry => entry.NowPlayingItemId is not null && now - entry.LastPlaybackCheckIn > Silence))
        {
            if (await reporting.AbandonAsync(session, cancellationToken))
            {
                LogEnded(session.Id);
                ended++;
            }
        }

        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception.IsDatabaseOutage())
            {
                LogFailed(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Playback of session {Session} ended: its player has not been heard of for 5 minutes")]
    private partial void LogEnded(string session);

    [LoggerMessage(LogLevel.Warning, "Abandoned playback could not be ended, trying again: {Reason}")]
    private partial void LogFailed(string reason);
}
