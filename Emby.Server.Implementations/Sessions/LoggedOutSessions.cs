using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Sessions;

/// <summary>
/// Ends the sessions of devices whose token is void, with their play state saved: at once when that is announced, and soon
/// when the announcement was lost.
/// </summary>
public sealed partial class LoggedOutSessions(
    SessionManager sessions,
    PlaybackReporting reporting,
    ITokenStore tokens,
    IMessageBus bus,
    TimeProvider time,
    ILogger<LoggedOutSessions> logger) : SessionSweep(TimeSpan.FromSeconds(20), time)
{
    /// <summary>Ends what nobody is logged in with any more. Returns how many sessions that were.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        // Sessions first: a log-in in between must not lose its session.
        var all = await sessions.ListAsync(new SessionFilter(null), cancellationToken);
        var logins = (await tokens.ListAsync(null, cancellationToken)).Select(token => (token.UserId, token.DeviceId)).ToHashSet();
        var ended = 0;
        foreach (var session in all.Where(session => !logins.Contains((session.UserId, session.DeviceId))))
        {
            await EndAsync(session, cancellationToken);
            ended++;
        }

        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var revocations = bus.Subscribe<TokensRevoked>(EndAsync);
        await base.ExecuteAsync(stoppingToken);
    }

    private async ValueTask EndAsync(TokensRevoked revoked, CancellationToken cancellationToken)
    {
        if (revoked.Devices.Count == 0)
        {
            return;
        }

        var devices = revoked.Devices.Select(device => (device.UserId, device.DeviceId)).ToHashSet();
        foreach (var session in await sessions.ListAsync(new SessionFilter(null), cancellationToken))
        {
            if (devices.Contains((session.UserId, session.DeviceId)))
            {
                await EndAsync(session, cancellationToken);
            }
        }
    }

    /// <summary>Every replica does this; what plays is ended by the one that changes the session first.</summary>
    private async Task EndAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.NowPlayingItemId is not null)
        {
            await reporting.AbandonAsync(session, cancellationToken);
        }

        await sessions.EndAsync(session.Id, cancellationToken);
        LogEnded(session.Id);
    }

    [LoggerMessage(LogLevel.Information, "Session {Session} ended: its device is not logged in any more")]
    private partial void LogEnded(string session);

    [LoggerMessage(LogLevel.Warning, "Sessions without a log-in could not be looked for, trying again: {Reason}")]
    protected override partial void LogFailed(string reason);
}
