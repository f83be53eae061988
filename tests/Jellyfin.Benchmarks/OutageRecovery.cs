using System.Diagnostics;
using System.Globalization;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>How long a replica is wrong about what was changed on another one while Redis was away: after its return, and when it stays away.</summary>
internal static class OutageRecovery
{
    private const int Outages = 10;

    public static async Task RunAsync(PostgresFixture postgres, RedisFixture redis)
    {
        await using var own = new PrivateRedis();
        await own.Server.StartAsync(CancellationToken.None);
        await using var server = new MeasuredReplicas(postgres, redis, count: 2, own.Server.Endpoint);
        await server.InitializeAsync();

        var times = new List<double>();
        for (var number = 0; number < Outages; number++)
        {
            using var change = await PrepareAsync(server, own, $"outage-{number}");
            await change.MakeAsync();
            await own.Server.StartAsync(CancellationToken.None);
            times.Add(await MeasureAsync(change));
        }

        times.Sort();
        using var last = await PrepareAsync(server, own, "outage-without-end");
        var making = Stopwatch.GetTimestamp();
        await last.MakeAsync();
        await MeasureAsync(last);
        var away = Stopwatch.GetElapsedTime(making);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A policy, a library, a setting, a device and a token changed while Redis was away, {Outages} times: right on the other replica {times[Outages / 2]:F0} ms (median), at the latest {times[^1]:F0} ms after Redis was back; {away.TotalSeconds:F1} s after the first change where Redis stayed away"));
    }

    /// <summary>Redis is away afterwards.</summary>
    private static async Task<SharedChange> PrepareAsync(ReplicaFixture server, PrivateRedis redis, string name)
    {
        var change = await SharedChange.PrepareAsync(server, name);
        await redis.Server.StopAsync(CancellationToken.None);
        return change;
    }

    /// <summary>In milliseconds, with the requests that ask.</summary>
    private static async Task<double> MeasureAsync(SharedChange change)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await change.HoldsElsewhereAsync())
        {
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
