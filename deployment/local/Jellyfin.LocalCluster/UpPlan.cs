using System.Globalization;

namespace Jellyfin.LocalCluster;

/// <summary>Turns the options of <c>up</c> into the state to reach, and refuses what cannot work before anything is started.</summary>
internal static class UpPlan
{
    public static void Apply(ClusterState state, UpOptions options, ClusterFolders folders)
    {
        Check(state, options);
        state.Port = options.Port;
        state.WebDirectory = options.WebDirectory is { } web ? Path.GetFullPath(web) : state.WebDirectory;
        if (state.PostgresDirectory.Length == 0)
        {
            state.PostgresDirectory = folders.Postgres;
        }

        state.Namespaces = options.Namespaces;
        state.Settings = new Dictionary<string, string>(options.Settings);
        state.StatsPort = KeepOrReplace(state.StatsPort, state.Haproxy is { IsRunning: true });
        state.PostgresPort = KeepOrReplace(state.PostgresPort, state.Postgres is { IsRunning: true });
        state.RedisPort = KeepOrReplace(state.RedisPort, state.Redis is { IsRunning: true });
        for (var number = 1; number <= options.Replicas; number++)
        {
            var id = "r" + number.ToString(CultureInfo.InvariantCulture);
            if (!state.Replicas.Exists(replica => replica.Id == id))
            {
                state.Replicas.Add(new ReplicaState { Id = id });
            }
        }

        foreach (var replica in state.Replicas)
        {
            replica.Port = KeepOrReplace(replica.Port, replica.Process is { IsRunning: true });
            replica.AgentPort = KeepOrReplace(replica.AgentPort, replica.Process is { IsRunning: true });
        }
    }

    private static void Check(ClusterState state, UpOptions options)
    {
        if (options.Replicas is < 1 or > 16)
        {
            throw new ClusterException("--replicas must be from 1 to 16");
        }

        if (options.Port is < 1 or > 65535)
        {
            throw new ClusterException("--port must be from 1 to 65535");
        }

        if (options.Namespaces != state.Namespaces && state.Processes.Any(process => process.IsRunning))
        {
            throw new ClusterException($"the cluster runs {(state.Namespaces ? "in" : "without")} network namespaces; deployment/local/down ends it");
        }

        if (options.MediaDirectory is { } media && !Directory.Exists(Path.Combine(media, "Movies")) && !Directory.Exists(Path.Combine(media, "Shows")))
        {
            throw new ClusterException($"{media} has neither a folder Movies nor a folder Shows");
        }

        if (options.WebDirectory is { } web && !Directory.Exists(web))
        {
            throw new ClusterException($"{web} does not exist");
        }

        if (!(state.Haproxy is { IsRunning: true } && state.Port == options.Port) && !FreePort.IsFree(options.Port))
        {
            throw new ClusterException($"port {options.Port} is in use; end what uses it or choose another one with --port");
        }
    }

    private static int KeepOrReplace(int port, bool runs) => port != 0 && (runs || FreePort.IsFree(port)) ? port : FreePort.Next();
}
