namespace Jellyfin.Server.WebSockets;

/// <summary>Gives each socket its feeds.</summary>
internal sealed class SocketFeedFactory(IEnumerable<ISocketFeed> feeds, TimeProvider time, ILogger<SocketFeeds> logger)
{
    private readonly ISocketFeed[] _feeds = [.. feeds];

    public SocketFeeds Create(SocketConnection connection) => new(connection, _feeds, time, logger);
}
