using System.Globalization;
using System.Net;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.LocalCluster.Services;

/// <summary>One replica of the server, configured by its environment.</summary>
internal static class ReplicaServer
{
    /// <summary>The server gives running requests 20 s.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(1);

    public static ProcessIdentity Start(ClusterFolders folders, ClusterState state, ReplicaState replica)
    {
        var own = folders.Replica(replica.Id);
        foreach (var folder in new[] { folders.Server, Path.Combine(own, "cache"), Path.Combine(own, "transcodes"), Path.Combine(own, "logs") })
        {
            Directory.CreateDirectory(folder);
        }

        var (program, arguments) = replica.Host.Enter("dotnet", [Path.Combine(state.ProgramDirectory, "jellyfin.dll"), .. WebArguments(state)]);
        return DetachedProcess.Start(program, arguments, own, folders.ReplicaLog(replica.Id), Environment(folders, state, replica));
    }

    public static Task StopAsync(ProcessIdentity process, CancellationToken cancellationToken) => process.EndAsync(Signal.Terminate, StopLimit, cancellationToken);

    public static Task WaitUntilReadyAsync(ClusterFolders folders, ReplicaState replica, CancellationToken cancellationToken)
        => Waiting.ForAsync(
            () => IsReadyAsync(replica, cancellationToken),
            () => replica.Process is { IsRunning: true } ? null : $"replica {replica.Id} ended; see {folders.ReplicaLog(replica.Id)}",
            ReadyLimit,
            $"replica {replica.Id} did not become ready (see {folders.ReplicaLog(replica.Id)})",
            cancellationToken);

    public static async Task<bool> IsReadyAsync(ReplicaState replica, CancellationToken cancellationToken)
        => await GetAsync(replica, "/health/ready", cancellationToken) is not null;

    /// <summary>The body of a 200, null for anything else.</summary>
    public static async Task<string?> GetAsync(ReplicaState replica, string path, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(replica.Url), Timeout = ProbeLimit };
        try
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync(cancellationToken) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string[] WebArguments(ClusterState state) => state.WebDirectory is { } web ? ["--webdir", web] : [];

    private static Dictionary<string, string> Environment(ClusterFolders folders, ClusterState state, ReplicaState replica)
    {
        var own = folders.Replica(replica.Id);
        var environment = new Dictionary<string, string>
        {
            [LeftOvers.Mark] = folders.Root,
            ["ASPNETCORE_URLS"] = replica.Url,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Database__ConnectionString"] = PostgresServer.Of(state).ConnectionString("jellyfin"),
            ["Redis__Endpoint"] = $"{state.RedisHost.Address}:{state.RedisPort}",
            ["Cluster__ReplicaId"] = replica.Id,
            ["Cluster__Url"] = replica.Url,
            ["Cluster__AgentCheckPort"] = replica.AgentPort.ToString(CultureInfo.InvariantCulture),
            ["Paths__Data"] = folders.Server,
            ["Paths__Cache"] = Path.Combine(own, "cache"),
            ["Paths__Transcodes"] = Path.Combine(own, "transcodes"),
            ["Paths__Logs"] = Path.Combine(own, "logs"),
        };
        if (state.Gateway is { } balancer)
        {
            environment["Network__KnownProxies__0"] = balancer;
        }

        foreach (var (name, value) in state.Settings.Concat(replica.Settings))
        {
            environment[name] = value;
        }

        return environment;
    }
}
