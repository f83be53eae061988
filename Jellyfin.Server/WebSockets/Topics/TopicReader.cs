namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>One socket as a listener of one topic.</summary>
internal sealed class TopicReader(SocketConnection socket)
{
    public SocketConnection Socket => socket;

    /// <summary>Null for programs with an API key: nothing is repeated for them.</summary>
    public string? Name => socket.Identity?.SessionId;

    /// <summary>What came up to here has been queued for the socket; null = the log could not be read yet.</summary>
    public long? Position { get; set; }
}
