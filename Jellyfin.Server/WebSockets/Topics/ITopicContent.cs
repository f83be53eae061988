namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>Turns what was noted about a kind of topic into messages to clients.</summary>
internal interface ITopicContent
{
    /// <summary>How long changes are gathered before clients are told.</summary>
    ValueTask<TimeSpan> WindowAsync(CancellationToken cancellationToken);

    /// <summary>Queues one message or several for each socket; when it throws, for none.</summary>
    Task SendAsync(IReadOnlyCollection<SocketConnection> sockets, IReadOnlyList<string> entries, CancellationToken cancellationToken);
}
