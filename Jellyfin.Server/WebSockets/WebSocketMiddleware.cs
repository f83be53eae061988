using Jellyfin.Server.Authentication;
using Jellyfin.Server.Middleware;

namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Takes web sockets on every path: clients use <c>/socket</c>, old ones <c>/embywebsocket</c>, others what a proxy left over.
/// jellyfin-web tries without a token before the log-in and comes back later: 403.
/// </summary>
internal sealed partial class WebSocketMiddleware(
    RequestDelegate next,
    SocketHub hub,
    SocketPresence presence,
    SessionActivity activity,
    IEnumerable<ISocketFeed> feeds,
    TimeProvider time,
    ILogger<WebSocketMiddleware> logger)
{
    private readonly ISocketFeed[] _feeds = [.. feeds];

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
        await ServeAsync(connection, context.RequestAborted);
    }

    private async Task ServeAsync(SocketConnection connection, CancellationToken cancellationToken)
    {
        using var watched = new SocketFeeds(connection, _feeds, time, logger);
        hub.Add(connection);
        LogOpened(connection.Identity?.SessionId);
        var watching = Task.CompletedTask;
        try
        {
            await presence.SaveAsync(cancellationToken);
            KeepAlive.Ask(connection);
            watching = KeepAlive.WatchAsync(connection, time);
            await connection.RunAsync(message => HandleAsync(connection, watched, message), cancellationToken);
        }
        finally
        {
            connection.Abort();
            hub.Remove(connection);
            LogClosed(connection.Identity?.SessionId);
            await watching;
            await presence.SaveAsync(CancellationToken.None);
        }
    }

    private async ValueTask HandleAsync(SocketConnection connection, SocketFeeds watched, InboundMessage message)
    {
        if (message.MessageType != "KeepAlive")
        {
            watched.Handle(message);
            return;
        }

        connection.Send(SocketText.Write("KeepAlive"));
        if (connection.Identity is { } identity)
        {
            await activity.NoteAsync(identity, connection.Lost);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Socket of session {Session} opened")]
    private partial void LogOpened(string? session);

    [LoggerMessage(LogLevel.Debug, "Socket of session {Session} closed")]
    private partial void LogClosed(string? session);
}
