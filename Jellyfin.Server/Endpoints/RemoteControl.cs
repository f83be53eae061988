using System.Text.Json;
using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Json;
using Jellyfin.Server.WebSockets;
using MediaBrowser.Controller.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Brings commands to a session, on whichever replica its socket is. A session without a socket is gone: 404.</summary>
internal sealed class RemoteControl(SessionManager sessions, SessionDelivery delivery)
{
    public async Task<Results<NoContent, NotFound, ForbidHttpResult>> SendAsync(
        string sessionId, Caller caller, string messageType, object data, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(sessionId, cancellationToken);
        if (session is not null && !SessionFilter.MayControl(caller.User, session))
        {
            return TypedResults.Forbid();
        }

        if (session is not { HasSocket: true })
        {
            return TypedResults.NotFound();
        }

        var json = JsonSerializer.Serialize(data, data.GetType(), WireJson.PascalCase);
        return await delivery.SendAsync(new SessionMessage(sessionId, messageType, json), isHeard: !session.IsSocketSilent, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }
}
