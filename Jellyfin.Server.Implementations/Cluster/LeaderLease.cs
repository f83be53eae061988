namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The row of the table <c>leases</c> that says who leads. Writes that depend on its token lock it against the next one.</summary>
internal static class LeaderLease
{
    public const string Name = "task-leader";
}
