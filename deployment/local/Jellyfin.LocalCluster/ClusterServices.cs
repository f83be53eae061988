using Jellyfin.LocalCluster.Network;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;

namespace Jellyfin.LocalCluster;

/// <summary>Starts and ends the processes of a cluster; after each one the state is written, so that nothing started is ever forgotten.</summary>
internal sealed class ClusterServices(ClusterFolders folders, IProgressDisplay progress)
{
    private static readonly TimeSpan DatabaseGrace = TimeSpan.FromSeconds(20);

    public ClusterFolders Folders => folders;

    public async Task StartAllAsync(ClusterState state, UpOptions options, CancellationToken cancellationToken)
    {
        await ServerProgram.PrepareAsync(state, options, folders, progress, cancellationToken);
        state.Save(folders);
        await PlaceAsync(state, cancellationToken);
        await StartPostgresAsync(state, cancellationToken);
        await StartRedisAsync(state, cancellationToken);
        await StopSurplusReplicasAsync(state, options.Replicas, cancellationToken);
        progress.Step($"Starting {state.Replicas.Count} replicas");
        foreach (var replica in state.Replicas.Where(replica => replica.Process is not { IsRunning: true }))
        {
            StartReplica(state, replica);
        }

        foreach (var replica in state.Replicas)
        {
            await ReplicaServer.WaitUntilReadyAsync(folders, replica, cancellationToken);
        }

        await StartHaproxyAsync(state, cancellationToken);
    }

    /// <summary>Nothing happens when there are no namespaces.</summary>
    public Task RemoveNetworkAsync(ClusterState state, CancellationToken cancellationToken)
        => state.Namespaces ? new ClusterNetwork(folders).RemoveAsync(cancellationToken) : Task.CompletedTask;

    public void StartReplica(ClusterState state, ReplicaState replica)
    {
        replica.Process = ReplicaServer.Start(folders, state, replica);
        state.Save(folders);
    }

    public Task StartServiceAsync(ClusterState state, string name, CancellationToken cancellationToken) => name switch
    {
        "postgres" => StartPostgresAsync(state, cancellationToken),
        "redis" => StartRedisAsync(state, cancellationToken),
        "haproxy" => StartHaproxyAsync(state, cancellationToken),
        _ => throw UnknownService(name),
    };

    public async Task StopServiceAsync(ClusterState state, string name, CancellationToken cancellationToken)
    {
        await EndAsync(state, [RunningService(state, name)], cancellationToken);
    }

    public static ProcessIdentity RunningService(ClusterState state, string name)
    {
        var process = name switch
        {
            "postgres" => state.Postgres,
            "redis" => state.Redis,
            "haproxy" => state.Haproxy,
            _ => throw UnknownService(name),
        };
        return process is { IsRunning: true } ? process : throw new ClusterException($"{name} does not run");
    }

    /// <summary>Ends the given processes of this cluster, the outer ones first.</summary>
    public async Task EndAsync(ClusterState state, IEnumerable<ProcessIdentity> processes, CancellationToken cancellationToken)
    {
        var wanted = processes.ToHashSet();
        if (state.Haproxy is { } haproxy && wanted.Contains(haproxy))
        {
            await HaproxyServer.StopAsync(folders, haproxy, cancellationToken);
            state.Haproxy = null;
        }

        var replicas = state.Replicas.Where(replica => replica.Process is { } process && wanted.Contains(process)).ToList();
        await Task.WhenAll(replicas.Select(replica => ReplicaServer.StopAsync(replica.Process!, cancellationToken)));
        replicas.ForEach(replica => replica.Process = null);

        if (state.Redis is { } redis && wanted.Contains(redis))
        {
            await redis.EndAsync(Signal.Terminate, DatabaseGrace, cancellationToken);
            state.Redis = null;
        }

        if (state.Postgres is { } postgres && wanted.Contains(postgres))
        {
            // SIGINT is PostgreSQL's "fast": connections are cut, nothing is lost.
            await postgres.EndAsync(Signal.Interrupt, DatabaseGrace, cancellationToken);
            state.Postgres = null;
        }

        if (File.Exists(folders.StateFile))
        {
            state.Save(folders);
        }
    }

    /// <summary>Decides where everything listens.</summary>
    private async Task PlaceAsync(ClusterState state, CancellationToken cancellationToken)
    {
        if (state.Namespaces)
        {
            await new ClusterNetwork(folders).MakeAsync(state, cancellationToken);
        }
        else
        {
            state.Gateway = null;
            state.PostgresHost = state.RedisHost = NetworkHost.Local;
            state.Replicas.ForEach(replica => replica.Host = NetworkHost.Local);
        }

        state.Save(folders);
    }

    private async Task StartPostgresAsync(ClusterState state, CancellationToken cancellationToken)
    {
        if (state.Postgres is { IsRunning: true })
        {
            return;
        }

        progress.Step("Starting PostgreSQL");
        state.PostgresDirectory = await PostgresFolder.ChooseAsync(folders, state.PostgresDirectory, cancellationToken);
        state.Save(folders);
        var server = PostgresServer.Of(state);
        await server.StartAsync(cancellationToken);
        state.Postgres = ProcessIdentity.Find(server.ProcessId ?? 0) ?? throw new ClusterException($"PostgreSQL ended; see {state.PostgresDirectory}");
        state.Save(folders);
        await server.CreateDatabaseAsync("jellyfin", cancellationToken);
    }

    private async Task StartRedisAsync(ClusterState state, CancellationToken cancellationToken)
    {
        if (state.Redis is { IsRunning: true })
        {
            return;
        }

        progress.Step("Starting Redis");
        var server = new RedisServer(folders.Redis, state.RedisPort, state.RedisHost);
        await server.StartAsync(cancellationToken);
        state.Redis = ProcessIdentity.Find(server.ProcessId ?? 0) ?? throw new ClusterException($"Redis ended; see {folders.Redis}");
        state.Save(folders);
    }

    private async Task StartHaproxyAsync(ClusterState state, CancellationToken cancellationToken)
    {
        var changed = HaproxyServer.Configure(folders, state);
        if (state.Haproxy is { IsRunning: true } running)
        {
            if (!changed)
            {
                return;
            }

            await HaproxyServer.StopAsync(folders, running, cancellationToken);
        }

        progress.Step("Starting HAProxy");
        File.Delete(folders.AdminSocket);
        state.Haproxy = await HaproxyServer.StartAsync(folders, cancellationToken);
        state.Save(folders);
    }

    private async Task StopSurplusReplicasAsync(ClusterState state, int wanted, CancellationToken cancellationToken)
    {
        var surplus = state.Replicas.Skip(wanted).ToList();
        await Task.WhenAll(surplus.Select(replica => replica.Process).OfType<ProcessIdentity>().Select(process => ReplicaServer.StopAsync(process, cancellationToken)));
        state.Replicas.RemoveAll(surplus.Contains);
        state.Save(folders);
    }

    private static ClusterException UnknownService(string name) => new($"no service {name}; there are postgres, redis and haproxy");
}
