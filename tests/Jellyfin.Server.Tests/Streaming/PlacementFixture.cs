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

    /// <summary>How many encoded streams each replica says it makes.</summary>
    public async Task<int[]> RunningAsync(CancellationToken cancellationToken)
    {
        using var client = Replicas[0].CreateClient(Token);
        return await SumAsync(client, "Running", cancellationToken);
    }

    private static async Task<bool> KnowsAllAsync(HttpClient client, CancellationToken cancellationToken)
        => (await SumAsync(client, "Slots", cancellationToken)).SequenceEqual([1, 1]);

    /// <summary>Over all kinds, of each replica; -1 where it has not said anything yet.</summary>
    private static async Task<int[]> SumAsync(HttpClient client, string what, CancellationToken cancellationToken)
    {
        var cluster = JsonDocument.Parse(await client.GetStringAsync(new Uri("/cluster.json", UriKind.Relative), cancellationToken)).RootElement;
        return [.. cluster.GetProperty("Replicas").EnumerateArray().Select(replica => replica.GetProperty("Reports").TryGetProperty("transcoding", out var report)
            ? report.GetProperty("Slots").EnumerateArray().Sum(slots => slots.GetProperty(what).GetInt32())
            : -1)];
    }
}
