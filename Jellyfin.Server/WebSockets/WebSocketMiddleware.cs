using Jellyfin.Server.Authentication;

namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Takes web sockets on every path: clients use <c>/socket</c>, old ones <c>/embywebsocket</c>, others what a proxy left over.
/// jellyfin-web tries without a token before the log-in and comes back later: 403.
/// </summary>
internal sealed class WebSocketMiddleware(RequestDelegate next, SocketService service, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        var caller = context.Features.Get<Caller>();
        if (caller is not { IsAuthenticated: true })
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var identity = OwnSession.Identify(context);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var connection = new SocketConnection(socket, caller, identity, time);
        await service.ServeAsync(connection, context.RequestAborted);
    }
}
