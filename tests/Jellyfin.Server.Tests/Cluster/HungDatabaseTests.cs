using System.Globalization;
using System.Net;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Cluster;

/// <summary>A PostgreSQL that says nothing and closes nothing, as when packets are dropped.</summary>
public sealed class HungDatabaseTests(RedisFixture redis) : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-hung-postgres-").FullName;
    private PostgresServer _postgres = null!;
    private Replica _replica = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = new PostgresServer(_directory, FreePort.Next(), durable: false);
        await _postgres.StartAsync(Cancel);
        OwnerWatch.Start(Path.Combine(_directory, "data", "postmaster.pid"), _directory);
        await _postgres.CreateDatabaseAsync("jellyfin", Cancel);
        _replica = new Replica("hung", new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = _postgres.ConnectionString("jellyfin"),
            ["Redis__Endpoint"] = redis.Endpoint,
            ["Redis__KeyPrefix"] = $"test-{Guid.NewGuid():N}:",
            ["Cluster__ShutdownTimeout"] = "00:00:10",
        });
        await _replica.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await SignalAsync("CONT");
        await _replica.DisposeAsync();
        await _postgres.StopAsync(CancellationToken.None);
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_replica_whose_database_hangs_is_not_ready_and_ready_again_by_itself()
    {
        using var client = _replica.CreateClient(null);

        await SignalAsync("STOP");
        await Eventually.IsTrueAsync(async () => await client.StatusAsync(HttpMethod.Get, "/health/ready") == HttpStatusCode.ServiceUnavailable, "it is not ready", seconds: 30);

        Assert.Equal("database cannot be reached", await ReasonAsync(client));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, "/health"));

        await SignalAsync("CONT");
        await Eventually.IsTrueAsync(async () => await client.StatusAsync(HttpMethod.Get, "/health/ready") == HttpStatusCode.OK, "it is ready again", seconds: 30);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, "/System/Info/Public"));
    }

    [Fact]
    public async Task A_replica_whose_database_hangs_still_stops_in_its_time()
    {
        await SignalAsync("STOP");
        var asked = TimeProvider.System.GetTimestamp();

        await _replica.StopAsync(Cancel);

        Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    private static async Task<string> ReasonAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>The parent and every backend; the parent first, so that it starts no other one.</summary>
    private async Task SignalAsync(string signal)
    {
        var parent = _postgres.ProcessId!.Value.ToString(CultureInfo.InvariantCulture);
        var limit = TimeSpan.FromSeconds(10);
        await Command.RunAsync("kill", ["-" + signal, parent], limit, CancellationToken.None);
        // Backends come and go; it does not mind those that have just ended.
        await Command.RunAsync("pkill", ["-" + signal, "-P", parent], limit, CancellationToken.None);
    }
}
