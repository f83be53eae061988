using Emby.Server.Implementations.Sessions;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Middleware;

/// <summary>Keeps sessions alive. That never makes anything fail.</summary>
internal sealed partial class SessionActivity(SessionManager sessions, ILogger<SessionActivity> logger)
{
    public async Task NoteAsync(SessionIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.TouchAsync(identity, cancellationToken);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogNotNoted(exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The activity of a session was not noted: {Reason}")]
    private partial void LogNotNoted(string reason);
}
