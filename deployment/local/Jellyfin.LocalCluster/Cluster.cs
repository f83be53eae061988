using Jellyfin.LocalCluster.Network;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.LocalCluster;

/// <summary>A whole cluster on this machine: PostgreSQL, Redis, replicas, HAProxy. Everything it knows is in its folder, so any process can steer it.</summary>
public sealed class Cluster
{
    private readonly ClusterServices _services;
    private readonly Maintenance _maintenance;
    private readonly IProgressDisplay _progress;

    public Cluster(string dataDirectory, IProgressDisplay progress)
    {
        _progress = progress;
        _services = new ClusterServices(new ClusterFolders(dataDirectory), progress);
        _maintenance = new Maintenance(_services, progress);
    }

    public ClusterFolders Folders => _services.Folders;

    /// <summary>Starts what does not run yet. When it fails, what this call started is ended again.</summary>
    public async Task UpAsync(UpOptions options, CancellationToken cancellationToken)
    {
        using var hold = ClusterLock.Take(Folders);
        var state = ClusterState.Load(Folders) ?? new ClusterState { Durable = options.Durable };
        var before = state.Processes.Where(process => process.IsRunning).ToHashSet();
        UpPlan.Apply(state, options, Folders);
        try
        {
            await _services.StartAllAsync(state, options, cancellationToken);
            if (!options.Bare)
            {
                await FirstRun.CompleteAsync(state, Folders, options.MediaDirectory, _progress, cancellationToken);
            }
        }
        catch
        {
            await _services.EndAsync(state, state.Processes.Where(process => !before.Contains(process)), CancellationToken.None);
            if (before.Count == 0)
            {
                await _services.RemoveNetworkAsync(state, CancellationToken.None);
            }

            throw;
        }
    }

    /// <summary>Ends every process that was started for this folder; with <paramref name="purge"/> deletes the data too. Media given by the user is never touched.</summary>
    public async Task DownAsync(bool purge, CancellationToken cancellationToken)
    {
        using (ClusterLock.Take(Folders))
        {
            if (ClusterState.Load(Folders) is { } state)
            {
                await _services.EndAsync(state, state.Processes, cancellationToken);
                LeftOvers.Kill(Folders.Root);
                await _services.RemoveNetworkAsync(state, cancellationToken);
                if (purge)
                {
                    Purge.Delete(Folders, state);
                }
            }
            else if (!purge)
            {
                throw NoCluster();
            }
        }

        if (purge)
        {
            Purge.DeleteFolder(Folders);
        }
    }

    public Task<ClusterStatus> StatusAsync(CancellationToken cancellationToken) => ClusterStatus.ReadAsync(LoadState(), Folders, cancellationToken);

    /// <summary>Whether anything of this cluster still runs.</summary>
    public bool IsRunning => ClusterState.Load(Folders)?.Processes.Any(process => process.IsRunning) ?? false;

    /// <summary>SIGKILL, SIGTERM, SIGSTOP or SIGCONT for one replica; the first two return when it has ended.</summary>
    public Task SignalReplicaAsync(string id, Signal signal, CancellationToken cancellationToken) => ChangeAsync(
        async state =>
        {
            var replica = state.Replica(id);
            if (replica.Process is not { IsRunning: true } process)
            {
                throw new ClusterException($"replica {replica.Id} does not run");
            }

            if (signal is Signal.Kill or Signal.Terminate)
            {
                await (signal == Signal.Terminate
                    ? ReplicaServer.StopAsync(process, cancellationToken)
                    : process.EndAsync(Signal.Kill, TimeSpan.FromSeconds(5), cancellationToken));
                replica.Process = null;
            }
            else
            {
                process.Send(signal);
            }
        });

    /// <summary>Returns when the replica is ready.</summary>
    public async Task StartReplicaAsync(string id, CancellationToken cancellationToken)
    {
        await LaunchReplicaAsync(id, new Dictionary<string, string>());
        await ReplicaServer.WaitUntilReadyAsync(Folders, LoadState().Replica(id), cancellationToken);
    }

    /// <summary>Returns at once; <paramref name="settings"/> are further options, as environment variables, for this run only.</summary>
    public Task LaunchReplicaAsync(string id, IReadOnlyDictionary<string, string> settings) => ChangeAsync(
        state =>
        {
            var replica = state.Replica(id);
            if (replica.Process is { IsRunning: true })
            {
                throw new ClusterException($"replica {replica.Id} runs already");
            }

            replica.Settings = new Dictionary<string, string>(settings);
            _services.StartReplica(state, replica);
            return Task.CompletedTask;
        });

    /// <summary>SIGSTOP or SIGCONT for a service and its children.</summary>
    public Task SignalServiceAsync(string name, Signal signal) => ChangeAsync(
        state =>
        {
            var service = ClusterServices.RunningService(state, name);
            // The parent first when it stops, so that it cannot start another child.
            foreach (var process in (ProcessIdentity[])[service, .. service.Children()])
            {
                process.Send(signal);
            }

            return Task.CompletedTask;
        });

    /// <summary>Packets between the replica and these services (<c>postgres</c>, <c>redis</c>) vanish, in both directions.</summary>
    public Task CutAsync(string id, IEnumerable<string> services, CancellationToken cancellationToken)
        => ChangeAsync(state => Partition.CutAsync(state, state.Replica(id), services, cancellationToken));

    /// <summary>All packets of the replica get through again.</summary>
    public Task HealAsync(string id, CancellationToken cancellationToken)
        => ChangeAsync(state => Partition.HealAsync(state, state.Replica(id), cancellationToken));

    /// <summary>Returns when the replica gets no new requests. What runs goes on; throws when no other replica is ready.</summary>
    public Task DrainAsync(string id, CancellationToken cancellationToken)
        => ChangeAsync(state => _maintenance.DrainAsync(state, state.Replica(id), cancellationToken));

    /// <summary>Returns when the replica is ready and gets requests again.</summary>
    public Task UndrainAsync(string id, CancellationToken cancellationToken)
        => ChangeAsync(state => _maintenance.UndrainAsync(state, state.Replica(id), cancellationToken));

    /// <summary>Drains, stops and starts one replica after the other; throws when no other replica is ready.</summary>
    public Task RollingRestartAsync(CancellationToken cancellationToken)
        => ChangeAsync(state => _maintenance.RollingRestartAsync(state, cancellationToken));

    public Task StopServiceAsync(string name, CancellationToken cancellationToken) => ChangeAsync(state => _services.StopServiceAsync(state, name, cancellationToken));

    public Task StartServiceAsync(string name, CancellationToken cancellationToken) => ChangeAsync(state => _services.StartServiceAsync(state, name, cancellationToken));

    private async Task ChangeAsync(Func<ClusterState, Task> change)
    {
        LoadState();
        using var hold = ClusterLock.Take(Folders);
        var state = LoadState();
        await change(state);
        state.Save(Folders);
    }

    private ClusterState LoadState() => ClusterState.Load(Folders) ?? throw NoCluster();

    private ClusterException NoCluster() => new($"no cluster in {Folders.Root}; deployment/local/up starts one");
}
