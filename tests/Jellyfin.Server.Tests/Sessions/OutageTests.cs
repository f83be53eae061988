using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Two replicas that cannot hear each other for a while.</summary>
public sealed class OutageTests(OutageTests.OwnRedis server) : IClassFixture<OutageTests.OwnRedis>
{
    /// <summary>No cache is used for longer without being read again; the rest is for a slow machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30 + 10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changed_on_one_replica_while_redis_was_away_holds_on_the_other_soon_after()
    {
        await using var redis = await server.RunRedisAsync();
        var change = await Change.PrepareAsync(server, "short");
        await redis.DisposeAsync();
        await change.MakeAsync();

        await using var again = await server.RunRedisAsync();
        var back = Stopwatch.StartNew();
        await Eventually.IsTrueAsync(change.HoldsElsewhereAsync, "everything changed on the other replica", seconds: 10);

        TestContext.Current.SendDiagnosticMessage($"right {back.ElapsedMilliseconds} ms after Redis was back");
    }

    [Fact]
    public async Task While_redis_stays_away_the_other_replica_is_wrong_for_half_a_minute_at_most()
    {
        await using var redis = await server.RunRedisAsync();
        var change = await Change.PrepareAsync(server, "long");
        await redis.DisposeAsync();
        var away = Stopwatch.StartNew();
        await change.MakeAsync();

        await Eventually.IsTrueAsync(change.HoldsElsewhereAsync, "everything changed on the other replica", seconds: (int)Bound.TotalSeconds);

        Assert.InRange(away.Elapsed, TimeSpan.Zero, Bound);
    }

    [Fact]
    public async Task Capabilities_and_names_of_devices_survive_the_loss_of_everything_but_the_database()
    {
        await using (await server.RunRedisAsync())
        {
            var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "durable");
            using var device = server.Replicas[0].CreateClient(token, "durable");
            await device.SendAsync("/Sessions/Capabilities/Full", new { PlayableMediaTypes = new[] { "Video" }, SupportedCommands = new[] { "Mute" }, SupportsMediaControl = true });
            await server.Client.SendAsync("/Devices/Options?id=durable", new { CustomName = "Attic" });
            await Task.WhenAll(server.Replicas.Select(replica => replica.KillAsync(Cancel)));
            server.DurableToken = token;
        }

        await using var empty = await server.RunRedisAsync();
        await Task.WhenAll(server.Replicas.Select(replica => replica.StartAsync(Cancel)));
        using var again = server.Replicas[1].CreateClient(server.DurableToken, "durable");

        var session = (await again.ReadAsync("/Sessions?deviceId=durable"))[0];

        Assert.Equal(("Attic", true), (session.GetProperty("DeviceName").GetString(), session.GetProperty("HasCustomDeviceName").GetBoolean()));
        Assert.Equal("""["Mute"]""", session.GetProperty("SupportedCommands").ToString());
        Assert.Equal("""["Video"]""", session.GetProperty("PlayableMediaTypes").ToString());
    }

    /// <summary>A user's policy, a library, the configuration, a device and a token, changed on the first replica.</summary>
    private sealed class Change(OwnRedis server, string name)
    {
        private readonly string _media = Directory.CreateTempSubdirectory("jellyfin-outage-").FullName;
        private HttpClient _elsewhere = null!;
        private HttpClient _child = null!;
        private HttpClient _revoked = null!;
        private JsonElement _user;

        public static async Task<Change> PrepareAsync(OwnRedis server, string name)
        {
            var change = new Change(server, name);
            await change.PrepareAsync();
            return change;
        }

        public async Task MakeAsync()
        {
            var policy = JsonSerializer.Deserialize<Dictionary<string, object>>(_user.GetProperty("Policy"))!;
            policy["EnableContentDownloading"] = false;
            await server.Client.SendAsync($"/Users/{_user.GetProperty("Id")}/Policy", policy);
            var settings = JsonSerializer.Deserialize<Dictionary<string, object>>(await server.Client.ReadAsync("/System/Configuration"))!;
            settings["ServerName"] = name;
            await server.Client.SendAsync("/System/Configuration", settings);
            await server.Client.SendAsync($"/Library/VirtualFolders?name={name}&collectionType=movies&paths={_media}&refreshLibrary=false");
            await server.Client.SendAsync($"/Devices/Options?id={name}-child", new { CustomName = name });
            Assert.Equal(HttpStatusCode.NoContent, await server.Client.StatusAsync(HttpMethod.Delete, $"/Devices?id={name}-revoked"));
        }

        public async Task<bool> HoldsElsewhereAsync()
        {
            var user = await _child.ReadAsync("/Users/Me");
            return !user.GetProperty("Policy").GetProperty("EnableContentDownloading").GetBoolean()
                && (await _elsewhere.ReadAsync("/System/Info/Public")).GetProperty("ServerName").GetString() == name
                && (await _elsewhere.ReadAsync("/Library/VirtualFolders")).EnumerateArray().Any(library => library.GetProperty("Name").GetString() == name)
                && (await _elsewhere.ReadAsync($"/Devices/Options?id={name}-child")).GetProperty("CustomName").GetString() == name
                && await _revoked.StatusAsync(HttpMethod.Get, "/Users/Me") == HttpStatusCode.Unauthorized;
        }

        private async Task PrepareAsync()
        {
            _elsewhere = server.Replicas[1].CreateClient(server.Token);
            _user = await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = name, Password = "a password" });
            _child = await LogInAsync($"{name}-child");
            _revoked = await LogInAsync($"{name}-revoked");
            // The other replica has it all in its caches.
            Assert.False(await HoldsElsewhereAsync());
            await _revoked.ReadAsync("/Users/Me");
            await _elsewhere.ReadAsync("/System/Info/Public");
        }

        private async Task<HttpClient> LogInAsync(string device)
        {
            var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], name, "a password", device);
            return server.Replicas[1].CreateClient(token, device);
        }
    }

    /// <summary>Two replicas with a Redis of their own, which keeps nothing when it stops.</summary>
    public sealed class OwnRedis(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        private readonly int _port = FreePort.Next();

        /// <summary>Of a device that outlives the replicas.</summary>
        public string DurableToken { get; set; } = "";

        protected override int ReplicaCount => 2;

        protected override string RedisEndpoint => $"127.0.0.1:{_port}";

        public async Task<Running> RunRedisAsync()
        {
            var running = new Running(_port);
            await running.StartAsync();
            return running;
        }
    }

    public sealed class Running(int port) : IAsyncDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-own-redis-").FullName;
        private RedisServer? _server;

        public Task StartAsync() => (_server = new RedisServer(_directory, port)).StartAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            if (_server is { } server)
            {
                _server = null;
                await server.StopAsync(CancellationToken.None);
                Directory.Delete(_directory, recursive: true);
            }
        }
    }
}
