using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Endpoints;

namespace Jellyfin.Server.WebSockets;

/// <summary>All sessions of the cluster.</summary>
internal sealed class SessionFeed(SessionManager sessions, SessionAnswers answers) : ISocketFeed
{
    public string Name => "Sessions";

    public async Task<object?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
        => await answers.MapAsync(await sessions.ListAsync(new SessionFilter(null), cancellationToken), cancellationToken);
}
