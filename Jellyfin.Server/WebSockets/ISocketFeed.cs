namespace Jellyfin.Server.WebSockets;

/// <summary>Something administrators watch: sent once and then whenever it has changed, for as long as they ask for it.</summary>
internal interface ISocketFeed
{
    /// <summary>Message type; clients begin and end it with Start and Stop behind the name.</summary>
    string Name { get; }

    /// <summary>As clients get it; null = nothing new. <paramref name="since"/> is when the client began to watch.</summary>
    Task<object?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
