using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Testing.Playing;

/// <summary>What the replicas say of the streams that they make; a replica that is away is not in it.</summary>
public static class RunningStreams
{
    /// <summary>How many each replica makes.</summary>
    public static async Task<Dictionary<string, int>> ReadAsync(ServerClient admin, CancellationToken cancellationToken)
        => (await SumAsync(admin, "Running", cancellationToken)).ToDictionary(pair => pair.Key, pair => (int)pair.Value);

    /// <summary>How many each replica can make, as it has measured; zero before.</summary>
    public static Task<Dictionary<string, double>> MeasuredAsync(ServerClient admin, CancellationToken cancellationToken) => SumAsync(admin, "Measured", cancellationToken);

    private static async Task<Dictionary<string, double>> SumAsync(ServerClient admin, string what, CancellationToken cancellationToken)
    {
        var replicas = (await admin.GetAsync("/cluster.json", cancellationToken))!["Replicas"]!.AsArray();
        return replicas.ToDictionary(replica => (string)replica!["Id"]!, Sum);

        double Sum(JsonNode? replica) => replica!["Reports"]!["transcoding"]?["Slots"]!.AsArray().Sum(slots => (double?)slots![what]) ?? 0;
    }
}
