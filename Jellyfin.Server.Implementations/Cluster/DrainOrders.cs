using System.Text.Json;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// The orders to all replicas in one entry of the shared store: whoever gives one sees the others in the same moment, so two
/// administrators cannot drain the last two replicas at once.
/// </summary>
internal sealed class DrainOrders(ISharedStore store, TimeProvider time)
{
    private const int Attempts = 20;

    private static readonly SharedKey Key = new("cluster", "drains");

    /// <summary>Much longer than a live replica needs to see it.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);

    public async Task<DrainOrder?> FindAsync(ReplicaIdentity replica, CancellationToken cancellationToken)
        => Of(replica, Read(await store.GetAsync(Key, cancellationToken)));

    /// <summary>
    /// Stores the order. Returns null when <paramref name="isAllowed"/>, which is told which processes are to drain already, forbids it.
    /// </summary>
    public async Task<DrainOrder?> GiveAsync(
        ReplicaIdentity replica, bool drain, Func<IReadOnlySet<string>, bool> isAllowed, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.GetAsync(Key, cancellationToken);
            var orders = Read(current);
            var draining = orders.Values.Where(order => order.IsDraining).Select(order => order.Incarnation).ToHashSet(StringComparer.Ordinal);
            if (!isAllowed(draining))
            {
                return null;
            }

            var order = Next(replica, drain, orders.GetValueOrDefault(replica.Id)?.Number ?? 0);
            orders[replica.Id] = order;
            if (await store.CompareAndSetAsync(Key, current, JsonSerializer.Serialize(orders), TimeToLive, cancellationToken))
            {
                return order;
            }
        }

        throw new SharedStateUnavailableException("Too many orders at once");
    }

    /// <summary>An order that could not be stored.</summary>
    public DrainOrder Next(ReplicaIdentity replica, bool drain, long previous)
        => new(replica.Incarnation, drain, Math.Max(previous + 1, time.GetUtcNow().ToUnixTimeMilliseconds()));

    private static DrainOrder? Of(ReplicaIdentity replica, Dictionary<string, DrainOrder> orders)
        => orders.GetValueOrDefault(replica.Id) is { } order && order.Incarnation == replica.Incarnation ? order : null;

    private static Dictionary<string, DrainOrder> Read(string? json)
        => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, DrainOrder>>(json)!;
}
