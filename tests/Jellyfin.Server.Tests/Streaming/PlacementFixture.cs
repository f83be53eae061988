using System.Globalization;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Two replicas that say they can make one stream each, and together make six for a user at most.</summary>
public sealed class PlacementFixture(PostgresFixture postgres, RedisFixture redis) : StreamingFixture(postgres, redis)
{
    public const int MaxPerUser = 6;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["HighAvailability__LoadAwarePlacement"] = "true",
        ["Transcoding__MaxStreams"] = "1",
        ["Transcoding__MaxPerUser"] = MaxPerUser.ToString(CultureInfo.InvariantCulture),
        ["Transcoding__MakesRoomAfter"] = "00:00:05",
        ["Transcoding__RunAhead"] = "00:00:10",
    };

    /// <summary>Also waits until both replicas know what the other one can make: that is measured after the start.</summary>
    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        foreach (var replica in Replicas)
        {
            using var client = replica.CreateClient(Token);
            await Eventually.IsTrueAsync(() => KnowsAllAsync(client, cancellationToken), "the replicas say what they can make", seconds: 60);
        }
    }

    private static async Task<bool> KnowsAllAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var cluster = JsonDocument.Parse(await client.GetStringAsync(new Uri("/cluster.json", UriKind.Relative), cancellationToken)).RootElement;
        var replicas = cluster.GetProperty("Replicas").EnumerateArray().ToList();
        return replicas.Count == 2 && replicas.All(replica =>
            replica.GetProperty("Reports").TryGetProperty("transcoding", out var report)
            && report.GetProperty("Slots").EnumerateArray().Sum(slots => slots.GetProperty("Slots").GetInt32()) == 1);
    }
}
