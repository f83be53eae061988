using System.Net;
using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>A request for a stream as it came, which may be passed on to another replica.</summary>
/// <param name="PathAndQuery">As they came.</param>
/// <param name="Authorization">The caller's own; null = it is in the query.</param>
public sealed record ReplicaRequest(string PathAndQuery, string? Authorization)
{
    /// <summary>See <see cref="ForwardedHeader.Name"/>; null = it comes from a client.</summary>
    public string? ForwardedTo { get; init; }

    /// <summary>Where it comes from; null = that is not known.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>See <see cref="ForwardedHeader.Stream"/>; null = the address says which stream it is.</summary>
    public Guid? Stream { get; init; }
}

/// <summary>What replicas say to each other with a request that they pass on.</summary>
public static class ForwardedHeader
{
    /// <summary>The incarnation of the replica that it is for, so that it is never passed on again.</summary>
    public const string Name = "X-Jellyfin-Forwarded";

    /// <summary>The address of the client: what it may do depends on where it is.</summary>
    public const string Client = "X-Jellyfin-Client";

    /// <summary>Under which key a stream is placed whose address says nothing about that.</summary>
    public const string Stream = "X-Jellyfin-Stream";

    /// <summary>
    /// Whether a replica has passed it on to this process: nobody else knows its incarnation. What comes with another one is for its predecessor, or
    /// from a client.
    /// </summary>
    /// <param name="self">This process.</param>
    /// <param name="said">In <see cref="Name"/>.</param>
    public static bool IsFor(ReplicaIdentity self, string? said) => said == self.Incarnation;
}
