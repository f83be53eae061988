using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>What idle web sockets cost two replicas: connected, asked for signs of life and answering.</summary>
internal static class SocketLoad
{
    private const int PerDevice = 50;

    public static async Task RunAsync(PostgresFixture postgres, RedisFixture redis, int count)
    {
        await using var server = new ManySockets(postgres, redis);
        await server.InitializeAsync();
        var tokens = await LogInAsync(server, count / PerDevice);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => ConnectAsync(server, tokens, number)));
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        var before = server.Replicas.Sum(ResidentKilobytes);

        var watch = Stopwatch.StartNew();
        var sockets = new List<ClientWebSocket>();
        foreach (var batch in Enumerable.Range(0, count).Chunk(50))
        {
            sockets.AddRange(await Task.WhenAll(batch.Select(number => ConnectAsync(server, tokens, number))));
        }

        var connected = watch.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System);
        var after = server.Replicas.Sum(ResidentKilobytes);
        var open = sockets.Count(socket => socket.State == WebSocketState.Open);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{open} idle sockets on {server.Replicas.Count} replicas, opened in {connected.TotalSeconds:F0} s: {before / 1024} MiB before, {after / 1024} MiB with them, {(double)(after - before) / count:F1} KiB each"));
        sockets.ForEach(socket => socket.Dispose());
    }

    private static async Task<string[]> LogInAsync(ReplicaFixture server, int devices)
    {
        var tokens = new List<string>();
        for (var number = 0; number < devices; number++)
        {
            tokens.Add((await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, $"device-{number}")).Token);
        }

        return [.. tokens];
    }

    private static async Task<ClientWebSocket> ConnectAsync(ReplicaFixture server, string[] tokens, int number)
    {
        var socket = new ClientWebSocket();
        var url = server.Replicas[number % server.Replicas.Count].Url.Replace("http", "ws", StringComparison.Ordinal);
        await socket.ConnectAsync(new Uri($"{url}/socket?ApiKey={tokens[number / PerDevice % tokens.Length]}"), CancellationToken.None);
        return socket;
    }

    private static long ResidentKilobytes(Replica replica)
    {
        var line = File.ReadLines($"/proc/{replica.ProcessId}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture);
    }

    private sealed class ManySockets(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override int ReplicaCount => 2;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["WebSockets__MostPerUser"] = "100000",
            ["WebSockets__MostPerSession"] = "1000",
        };
    }
}
