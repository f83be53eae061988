using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>From sending a remote control's command to one replica until the target has it from another one's socket.</summary>
internal static class CommandLatency
{
    private const int WarmUps = 50;
    private const int Commands = 500;

    public static async Task RunAsync(PostgresFixture postgres, RedisFixture redis)
    {
        await using var server = new MeasuredReplicas(postgres, redis, count: 2);
        await server.InitializeAsync();
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "television");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri($"{server.Replicas[1].Url.Replace("http", "ws", StringComparison.Ordinal)}/socket?ApiKey={token}"), CancellationToken.None);
        await ReceiveAsync(socket, "ForceKeepAlive");
        var sessions = await server.Client.GetFromJsonAsync<JsonElement>("/Sessions?deviceId=television");
        var path = $"/Sessions/{sessions[0].GetProperty("Id").GetString()}/Command/Mute";

        var times = new List<double>();
        for (var number = -WarmUps; number < Commands; number++)
        {
            var started = Stopwatch.GetTimestamp();
            using var sent = await server.Client.PostAsync(new Uri(path, UriKind.Relative), null);
            sent.EnsureSuccessStatusCode();
            await ReceiveAsync(socket, "GeneralCommand");
            if (number >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Commands} commands from one replica to a socket on the other: p50 {times[Commands / 2]:F1} ms, p99 {times[Commands * 99 / 100]:F1} ms, longest {times[^1]:F1} ms"));
    }

    private static async Task ReceiveAsync(ClientWebSocket socket, string type)
    {
        var buffer = new byte[16 * 1024];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        string text;
        do
        {
            var part = await socket.ReceiveAsync(buffer, limit.Token);
            text = Encoding.UTF8.GetString(buffer, 0, part.Count);
        }
        while (!text.Contains($"\"{type}\"", StringComparison.Ordinal));
    }
}
