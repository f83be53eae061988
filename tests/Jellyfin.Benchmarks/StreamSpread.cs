using System.Globalization;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>How evenly streams that start at once are spread over replicas on the same machine, by what each has measured of it.</summary>
internal static class StreamSpread
{
    private const int AtOnce = 5;

    public static async Task RunAsync(int streams)
    {
        foreach (var replicas in (int[])[2, 3])
        {
            await using var cluster = await StreamCluster.StartAsync(replicas, "160x90");
            var measured = await cluster.MeasuredAsync();
            var seen = new List<int[]>();
            while (cluster.Players.Count < streams)
            {
                await cluster.WatchAsync(AtOnce);
                seen.Add(await SpreadAsync(cluster));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{AtOnce} more streams at a time on {replicas} replicas (measured: {string.Join('/', measured.Values)}): {string.Join(", ", seen.Select(spread => string.Join('/', spread)))}; largest difference {seen.Max(spread => spread.Max() - spread.Min())}"));
        }
    }

    /// <summary>How many streams each replica makes, when all are made.</summary>
    private static async Task<int[]> SpreadAsync(StreamCluster cluster)
    {
        int[] making = [];
        await Eventually.IsTrueAsync(async () => (making = [.. (await cluster.MakingAsync()).Values]).Sum() == cluster.Players.Count, "all streams are made", 60);
        return making;
    }
}
