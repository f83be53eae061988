using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Takes orders to drain replicas, on any replica for any other.</summary>
public sealed class DrainService
{
    private readonly IReplicaRegistry _registry;
    private readonly DrainOrders _orders;
    private readonly OwnDrain _own;
    private readonly IMessageBus _bus;

    internal DrainService(IReplicaRegistry registry, DrainOrders orders, OwnDrain own, IMessageBus bus)
    {
        _registry = registry;
        _orders = orders;
        _own = own;
        _bus = bus;
    }

    /// <summary>The order is stored when this returns <see cref="DrainAnswer.Ordered"/>; the replica follows within a heartbeat.</summary>
    public async Task<DrainAnswer> DrainAsync(string replicaId, CancellationToken cancellationToken)
    {
        var replicas = await _registry.ListAsync(cancellationToken);
        if (replicas.FirstOrDefault(replica => replica.Identity.Id == replicaId) is not { } wanted)
        {
            return DrainAnswer.UnknownReplica;
        }

        bool OthersServe(IReadOnlySet<string> draining) => replicas.Any(other =>
            other.Identity.Id != replicaId && other is { IsReady: true, IsDraining: false } && !draining.Contains(other.Identity.Incarnation));

        return await GiveAsync(wanted.Identity, drain: true, OthersServe, cancellationToken) ? DrainAnswer.Ordered : DrainAnswer.NobodyElseServes;
    }

    /// <summary>Works on the replica itself even when the shared state is away.</summary>
    public async Task<DrainAnswer> UndrainAsync(string replicaId, CancellationToken cancellationToken)
    {
        var replicas = await _registry.ListAsync(cancellationToken);
        if (replicas.FirstOrDefault(replica => replica.Identity.Id == replicaId) is not { } wanted)
        {
            return DrainAnswer.UnknownReplica;
        }

        try
        {
            await GiveAsync(wanted.Identity, drain: false, _ => true, cancellationToken);
        }
        catch (SharedStateUnavailableException) when (replicaId == _registry.Self.Id)
        {
            await _own.ApplyAsync(_orders.Next(_registry.Self, drain: false, previous: 0), cancellationToken);
        }

        return DrainAnswer.Ordered;
    }

    private async Task<bool> GiveAsync(ReplicaIdentity replica, bool drain, Func<IReadOnlySet<string>, bool> isAllowed, CancellationToken cancellationToken)
    {
        if (await _orders.GiveAsync(replica, drain, isAllowed, cancellationToken) is not { } order)
        {
            return false;
        }

        if (replica.Id == _registry.Self.Id)
        {
            await _own.ApplyAsync(order, cancellationToken);
        }
        else
        {
            await _bus.PublishAsync(new DrainOrdered(replica.Id), cancellationToken);
        }

        return true;
    }
}

public enum DrainAnswer
{
    Ordered,
    UnknownReplica,

    /// <summary>No other replica is ready, as far as can be seen.</summary>
    NobodyElseServes,
}
