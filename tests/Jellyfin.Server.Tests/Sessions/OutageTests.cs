using System.Diagnostics;
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
        using var change = await SharedChange.PrepareAsync(server, "short");
        await redis.DisposeAsync();
        await change.MakeAsync();

        await using var again = await server.RunRedisAsync();
        var back = Stopwatch.StartNew();
        await Eventually.IsTrueAsync(change.HoldsElsewhereAsync, "everything changed on the other replica", seconds: 20);

        TestContext.Current.SendDiagnosticMessage($"right {back.ElapsedMilliseconds} ms after Redis was back");
    }

    [Fact]
    public async Task While_redis_stays_away_the_other_replica_is_wrong_for_half_a_minute_at_most()
    {
        await using var redis = await server.RunRedisAsync();
        using var change = await SharedChange.PrepareAsync(server, "long");
        await redis.DisposeAsync();
        var away = Stopwatch.StartNew();
        await change.MakeAsync();

        await Eventually.IsTrueAsync(change.HoldsElsewhereAsync, "everything changed on the other replica", seconds: (int)Bound.TotalSeconds);

        Assert.InRange(away.Elapsed, TimeSpan.Zero, Bound);
    }

    [Fact]
    public async Task Capabilities_and_names_of_devices_survive_the_loss_of_everything_but_the_database()
    {
        var token = "";
        await using (await server.RunRedisAsync())
        {
            token = await DurableDevice.PrepareAsync(server);
            await Task.WhenAll(server.Replicas.Select(replica => replica.KillAsync(Cancel)));
        }

        await using var empty = await server.RunRedisAsync();
        await Task.WhenAll(server.Replicas.Select(replica => replica.StartAsync(Cancel)));

        await DurableDevice.IsKnownAsync(server, token);
    }

    /// <summary>Two replicas with a Redis of their own, which keeps nothing when it stops.</summary>
    public sealed class OwnRedis(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        private readonly int _port = FreePort.Next();

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
