using System.Net;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class HealthTests(HealthTests.DrainingReplicas cluster) : IClassFixture<HealthTests.DrainingReplicas>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_replica_is_healthy_and_ready_without_a_token()
    {
        using var client = cluster.Replicas[0].CreateClient(null);

        Assert.Equal("Healthy", await client.GetStringAsync(Relative("/health"), Cancel));
        Assert.Equal("Ready", await client.GetStringAsync(Relative("/health/ready"), Cancel));
    }

    [Fact]
    public async Task Metrics_name_exactly_one_leader_and_count_requests()
    {
        using var first = cluster.Replicas[0].CreateClient(null);
        using var second = cluster.Replicas[1].CreateClient(null);

        await Eventually.IsTrueAsync(
            async () => await ValueAsync(first, "jellyfin_task_leader") + await ValueAsync(second, "jellyfin_task_leader") == 1, "there is one leader", seconds: 15);
        Assert.Equal(1, await ValueAsync(first, "jellyfin_replica_ready"));
        var text = await first.GetStringAsync(Relative("/metrics"), Cancel);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/metrics\"", text, StringComparison.Ordinal);
        Assert.Contains("le=\"+Inf\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_that_is_told_to_stop_says_so_first_and_still_serves()
    {
        await using var replica = await cluster.StartAnotherAsync();
        using var client = replica.CreateClient(null);
        await Eventually.IsTrueAsync(async () => await StatusAsync(client) == HttpStatusCode.OK, "it is ready");

        var stopping = replica.StopAsync(Cancel);

        await Eventually.IsTrueAsync(async () => await StatusAsync(client) == HttpStatusCode.ServiceUnavailable, "it is not ready any more", seconds: 3);
        Assert.Equal("Healthy", await client.GetStringAsync(Relative("/health"), Cancel));
        using var served = await client.GetAsync(Relative("/System/Info/Public"), Cancel);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        await stopping;
    }

    private static Task<HttpStatusCode> StatusAsync(HttpClient client) => client.StatusAsync(HttpMethod.Get, "/health/ready");

    private static async Task<double> ValueAsync(HttpClient client, string metric)
    {
        var text = await client.GetStringAsync(Relative("/metrics"), Cancel);
        var line = text.Split('\n').Single(line => line.StartsWith(metric + " ", StringComparison.Ordinal));
        return double.Parse(line[(metric.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    /// <summary>Two replicas, and others that take their time to stop.</summary>
    public sealed class DrainingReplicas(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        private readonly RedisFixture _redis = redis;

        protected override int ReplicaCount => 2;

        public async Task<Replica> StartAnotherAsync()
        {
            var replica = new Replica("draining", new Dictionary<string, string>
            {
                ["Database__ConnectionString"] = Database,
                ["Redis__Endpoint"] = _redis.Endpoint,
                ["Redis__KeyPrefix"] = "draining:",
            });
            replica.Set("Cluster__DrainDelay", "00:00:02");
            await replica.StartAsync(CancellationToken.None);
            return replica;
        }
    }
}
