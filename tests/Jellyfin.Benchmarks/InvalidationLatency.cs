using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>From the answer to a change on one replica until the other one, which had it in its cache, says the new.</summary>
internal static class InvalidationLatency
{
    private const int WarmUps = 20;
    private const int Changes = 200;

    public static async Task RunAsync(PostgresFixture postgres, RedisFixture redis)
    {
        await using var server = new MeasuredReplicas(postgres, redis, count: 2);
        await server.InitializeAsync();
        using var elsewhere = server.Replicas[1].CreateClient(server.Token);
        var settings = (await server.Client.GetFromJsonAsync<Dictionary<string, object>>("/System/Configuration"))!;

        var times = new List<double>();
        for (var number = -WarmUps; number < Changes; number++)
        {
            await NameAsync(elsewhere);
            var name = settings["ServerName"] = $"name {number}";
            using var saved = await server.Client.PostAsJsonAsync("/System/Configuration", settings);
            saved.EnsureSuccessStatusCode();
            var started = Stopwatch.GetTimestamp();
            while (await NameAsync(elsewhere) != (string)name)
            {
            }

            if (number >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Changes} settings changed on one replica and read on the other: right after p50 {times[Changes / 2]:F1} ms, p99 {times[Changes * 99 / 100]:F1} ms, longest {times[^1]:F1} ms, each with the request that reads it"));
    }

    private static async Task<string?> NameAsync(HttpClient client)
        => (await client.GetFromJsonAsync<JsonElement>("/System/Info/Public")).GetProperty("ServerName").GetString();
}
