using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Finds out which tasks this replica may start.</summary>
internal sealed class TaskScopes(TaskCatalog catalog, ITaskLeadership election, IReplicaRegistry replicas, IClusterClock clock)
{
    public string ReplicaId => replicas.Self.Id;

    /// <summary>None before the cluster's time is known: when something is due could not be said.</summary>
    public async Task<IReadOnlyList<TaskScope>> CurrentAsync(CancellationToken stopping)
    {
        if (clock.StartedAt is not { } startedAt)
        {
            return [];
        }

        var scopes = new List<TaskScope> { new(Select(clusterWide: false), 0, startedAt, startedAt, stopping) };
        if (election.CurrentLease is { } lease && election.Leadership is { IsCancellationRequested: false } leadership)
        {
            scopes.Add(new TaskScope(Select(clusterWide: true), lease.FencingToken, startedAt, await ClusterStartedAtAsync(stopping) ?? startedAt, leadership));
        }

        return scopes;
    }

    /// <summary>Called when the database refused a claim because a newer leader exists or existed.</summary>
    public Task StepDownAsync(CancellationToken cancellationToken) => election.ResignAsync(cancellationToken);

    private Dictionary<string, IScheduledTask> Select(bool clusterWide)
        => catalog.All.Where(task => task.IsEnabled && task.IsClusterWide == clusterWide).ToDictionary(task => TaskRunKey.Of(task, ReplicaId));

    private async Task<DateTimeOffset?> ClusterStartedAtAsync(CancellationToken cancellationToken)
        => (await replicas.ListAsync(cancellationToken)).First(replica => replica.Identity.Id == ReplicaId).ClusterStartedAt;
}
