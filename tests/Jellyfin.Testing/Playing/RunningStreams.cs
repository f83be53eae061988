using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Testing.Playing;

/// <summary>What the replicas say of the streams that they make; a replica that is away is not in it.</summary>
public static class RunningStreams
{
    /// <summary>How many each replica makes.</summary>
    public static Task<Dictionary<string, int>> ReadAsync(ServerClient admin, CancellationToken cancellationToken) => SumAsync(admin, "Running", cancellationToken);

    /// <summary>How many each replica can make; zero before it has measured that.</summary>
    public static Task<Dictionary<string, int>> SlotsAsync(ServerClient admin, CancellationToken cancellationToken) => SumAsync(admin, "Slots", cancellationToken);

    private static async Task<Dictionary<string, int>> SumAsync(ServerClient admin, string what, CancellationToken cancellationToken)
    {
        var replicas = (await admin.GetAsync("/cluster.json", cancellationToken))!["Replicas"]!.AsArray();
        return replicas.ToDictionary(replica => (string)replica!["Id"]!, Sum);

        int Sum(JsonNode? replica) => replica!["Reports"]!["transcoding"]?["Slots"]!.AsArray().Sum(slots => (int)slots![what]!) ?? 0;
    }
}
