using Jellyfin.Server.Middleware;
using Jellyfin.Server.WebSockets.Topics;

namespace Jellyfin.Server.WebSockets;

/// <summary>One web socket from its first to its last message.</summary>
internal sealed partial class SocketService(
    SocketHub hub,
    TopicHub topics,
    SocketPresence presence,
    KeepAlive keepAlive,
    SocketFeedFactory feeds,
    SessionActivity activity,
    ILogger<SocketService> logger)
{
    public async Task ServeAsync(SocketConnection connection, CancellationToken cancellationToken)
    {
        using var watched = feeds.Create(connection);
        hub.Add(connection);
        LogOpened(connection.Identity?.SessionId);
        var watching = Task.CompletedTask;
        try
        {
            await presence.SaveAsync(cancellationToken);
            keepAlive.Ask(connection);
            await topics.AddAsync(connection, cancellationToken);
            watching = keepAlive.WatchAsync(connection);
            await connection.RunAsync(message => HandleAsync(connection, watched, message), cancellationToken);
        }
        finally
        {
            connection.Abort();
            hub.Remove(connection);
            topics.Remove(connection);
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
