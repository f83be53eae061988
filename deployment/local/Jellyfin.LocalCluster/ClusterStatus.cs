using System.Text.RegularExpressions;
using Jellyfin.LocalCluster.Services;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.LocalCluster;

/// <summary>What <c>status</c> tells.</summary>
public sealed record ClusterStatus(
    string Url, AdminStatus Admin, HaproxyStatus Haproxy, PostgresStatus Postgres, RedisStatus Redis, IReadOnlyList<ReplicaStatus> Replicas)
{
    internal static async Task<ClusterStatus> ReadAsync(ClusterState state, ClusterFolders folders, CancellationToken cancellationToken)
    {
        var replicas = await Task.WhenAll(state.Replicas.Select(replica => ReplicaStatus.ReadAsync(replica, cancellationToken)));
        return new ClusterStatus(
            $"http://127.0.0.1:{state.Port}",
            new AdminStatus(FirstRun.AdminName, FirstRun.ReadPassword(folders)),
            new HaproxyStatus($"http://127.0.0.1:{state.StatsPort}/", folders.AdminSocket),
            new PostgresStatus(PostgresServer.Of(state).ConnectionString("jellyfin")),
            new RedisStatus($"{state.RedisHost.Address}:{state.RedisPort}"),
            replicas);
    }
}

/// <summary>The first administrator; no password when nobody went through the wizard yet.</summary>
public sealed record AdminStatus(string Name, string? Password);

public sealed record HaproxyStatus(string StatsUrl, string AdminSocket);

public sealed record PostgresStatus(string ConnectionString);

public sealed record RedisStatus(string Endpoint);

/// <summary>One replica; no process id when it does not run.</summary>
public sealed partial record ReplicaStatus(string Id, string Url, int? Pid, bool Ready, bool Leader)
{
    internal static async Task<ReplicaStatus> ReadAsync(ReplicaState replica, CancellationToken cancellationToken)
    {
        if (replica.Process is not { IsRunning: true } process)
        {
            return new ReplicaStatus(replica.Id, replica.Url, null, false, false);
        }

        var ready = ReplicaServer.IsReadyAsync(replica, cancellationToken);
        var metrics = await ReplicaServer.GetAsync(replica, "/metrics", cancellationToken);
        return new ReplicaStatus(replica.Id, replica.Url, process.Pid, await ready, metrics is not null && LeaderGauge().IsMatch(metrics));
    }

    [GeneratedRegex(@"^jellyfin_task_leader(\{[^}]*\})? 1(\.0+)?\s*$", RegexOptions.Multiline)]
    private static partial Regex LeaderGauge();
}
