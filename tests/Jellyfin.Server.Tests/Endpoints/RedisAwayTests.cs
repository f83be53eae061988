using System.Diagnostics;
using System.Net;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

/// <summary>A server whose Redis comes late, goes and comes back.</summary>
public sealed class RedisAwayTests(RedisAwayTests.OwnRedis server) : IClassFixture<RedisAwayTests.OwnRedis>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_starts_sets_itself_up_and_answers_while_redis_is_away()
    {
        await AnswersAsync("without Redis");

        await server.Redis.StartAsync(Cancel);
        await AnswersAsync("with Redis");
        await Eventually.IsTrueAsync(IsLeaderAsync, "it leads once Redis is there", seconds: 20);

        await server.Redis.StopAsync(Cancel);
        await AnswersAsync("without Redis again");
    }

    [Fact]
    public async Task Groups_say_that_they_need_redis()
    {
        using var response = await server.Client.GetAsync(new Uri("/SyncPlay/List", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("SyncPlay needs Redis", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task AnswersAsync(string when)
    {
        string[] paths = ["/System/Info", "/Users/Me", "/ScheduledTasks", "/Library/VirtualFolders", "/health/ready", "/System/ActivityLog/Entries", "/Sessions"];
        foreach (var path in paths)
        {
            var watch = Stopwatch.StartNew();
            using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);

            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} {when}: {response.StatusCode}");
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }
    }

    private async Task<bool> IsLeaderAsync()
        => (await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)).Contains("\njellyfin_task_leader 1\n", StringComparison.Ordinal);

    /// <summary>One replica with a Redis that does not run yet.</summary>
    public sealed class OwnRedis(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        private readonly PrivateRedis _redis = new();

        public RedisServer Redis => _redis.Server;

        protected override string RedisEndpoint => Redis.Endpoint;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _redis.DisposeAsync();
        }
    }
}
