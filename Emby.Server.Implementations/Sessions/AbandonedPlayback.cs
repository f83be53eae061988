using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Sessions;

/// <summary>
/// Ends playback of players that went away without a word, or that stand paused for longer than the administrator wants
/// (<see cref="ServerConfiguration.InactiveSessionThreshold"/>); these are told to stop. Every replica looks; who changes the session first does it.
/// </summary>
public sealed partial class AbandonedPlayback(
    ISessionStore store,
    PlaybackReporting reporting,
    IConfigurationStore configuration,
    IMessageBus bus,
    IOptions<SessionOptions> options,
    TimeProvider time,
    ILogger<AbandonedPlayback> logger) : SessionSweep(options.Value.LookEvery, time)
{
    /// <summary>Returns how many this replica ended.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var pause = settings.InactiveSessionThreshold > 0 ? TimeSpan.FromMinutes(settings.InactiveSessionThreshold) : TimeSpan.MaxValue;
        var playing = (await store.ListAsync(cancellationToken)).Where(session => session.NowPlayingItemId is not null).ToList();
        var ended = 0;
        foreach (var session in playing)
        {
            var isPaused = session.PlayState.IsPaused && now - session.LastPausedDate > pause;
            if ((isPaused || now - session.LastPlaybackCheckIn > options.Value.SilentAfter) && await reporting.AbandonAsync(session, cancellationToken))
            {
                if (isPaused)
                {
                    await bus.PublishAsync(SessionMessage.Stop(session), cancellationToken);
                }

                LogEnded(session.Id, isPaused ? "paused" : "silent");
                ended++;
            }
        }

        return ended;
    }

    [LoggerMessage(LogLevel.Information, "Playback of session {Session} ended: its player was {State} for too long")]
    private partial void LogEnded(string session, string state);

    [LoggerMessage(LogLevel.Warning, "Abandoned playback could not be ended, trying again: {Reason}")]
    protected override partial void LogFailed(string reason);
}
