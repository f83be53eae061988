namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>What an administrator last wanted of a replica.</summary>
/// <param name="Incarnation">The process that is meant: whoever starts a replica again wants it to serve.</param>
/// <param name="IsDraining">Whether it should drain.</param>
/// <param name="Number">Grows from order to order, so that an old one that comes back with an old Redis does nothing.</param>
internal sealed record DrainOrder(string Incarnation, bool IsDraining, long Number);

/// <summary>Tells a replica to look at once; without it, it looks with its next heartbeat.</summary>
internal sealed record DrainOrdered(string ReplicaId);
