namespace Jellyfin.LocalCluster.Network;

/// <summary>Cuts a replica off from services: their packets vanish without a word, as if a cable was pulled somewhere between them.</summary>
internal static class Partition
{
    /// <summary>A card that nobody has: the switch floods the packet and everybody drops it.</summary>
    private const string Nowhere = "02:00:00:00:00:00";

    public static Task CutAsync(ClusterState state, ReplicaState replica, IEnumerable<string> services, CancellationToken cancellationToken) => BetweenAsync(
        state,
        replica,
        services,
        (one, other) => Ip.RunAsync(["-n", one.Namespace!, "neigh", "replace", other.Address, "lladdr", Nowhere, "nud", "permanent", "dev", "eth0"], cancellationToken));

    /// <summary>Nothing happens where nothing is cut.</summary>
    public static Task HealAsync(ClusterState state, ReplicaState replica, CancellationToken cancellationToken) => BetweenAsync(
        state,
        replica,
        ["postgres", "redis"],
        (one, other) => Ip.RunAsync(["-n", one.Namespace!, "neigh", "flush", "to", other.Address, "dev", "eth0", "nud", "permanent"], cancellationToken));

    private static async Task BetweenAsync(ClusterState state, ReplicaState replica, IEnumerable<string> services, Func<NetworkHost, NetworkHost, Task> change)
    {
        if (!state.Namespaces)
        {
            throw new ClusterException("only a replica of a cluster that was started with --namespaces can be cut off");
        }

        foreach (var service in services)
        {
            var host = service switch
            {
                "postgres" => state.PostgresHost,
                "redis" => state.RedisHost,
                _ => throw new ClusterException($"a replica cannot be cut off from {service}, only from postgres and redis"),
            };
            await change(replica.Host, host);
            await change(host, replica.Host);
        }
    }
}
