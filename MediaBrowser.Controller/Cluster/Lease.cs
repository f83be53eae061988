namespace MediaBrowser.Controller.Cluster;

/// <summary>The right to start scheduled tasks of the cluster, for a while.</summary>
/// <param name="Owner">Replica id and incarnation, or <see cref="Everyone"/>.</param>
/// <param name="FencingToken">Grows with every new holder; what is done under an older one is refused.</param>
/// <param name="ExpiresAt">By this replica's clock; to be shown. Whoever holds the lease measures its term itself.</param>
/// <param name="Road">How it was got.</param>
public sealed record Lease(string Owner, long FencingToken, DateTimeOffset ExpiresAt, LeaseRoad Road)
{
    /// <summary>Owner of a lease that any replica may hold at the same time as others.</summary>
    public const string Everyone = "*";

    public bool IsShared => Owner == Everyone;
}

public enum LeaseRoad
{
    /// <summary>Asked Redis first, then PostgreSQL.</summary>
    Redis,

    /// <summary>Asked PostgreSQL alone.</summary>
    Postgres,
}
