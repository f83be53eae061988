using System.Diagnostics;
using System.Net;
using Jellyfin.Testing;
using Npgsql;

namespace Jellyfin.Server.Tests.Endpoints;

/// <summary>A server whose database turns everybody away for a while.</summary>
public sealed class DatabaseAwayTests(ReplicaFixture server, PostgresFixture postgres) : IClassFixture<ReplicaFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_its_database_a_replica_is_alive_but_not_ready_and_recovers_by_itself()
    {
        await Eventually.IsTrueAsync(async () => (await GetAsync("/health/ready")).Status == HttpStatusCode.OK, "it is ready");

        await AllowConnectionsAsync(false);

        await Eventually.IsTrueAsync(async () => (await GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable, "it is not ready", seconds: 30);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health")).Status);
        var watch = Stopwatch.StartNew();
        var tasks = await GetAsync("/ScheduledTasks");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), tasks);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        await AllowConnectionsAsync(true);

        await Eventually.IsTrueAsync(async () => (await GetAsync("/health/ready")).Status == HttpStatusCode.OK, "it is ready again", seconds: 30);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/ScheduledTasks")).Status);
    }

    private async Task<(HttpStatusCode Status, bool HasRetryAfter)> GetAsync(string path)
    {
        using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response.StatusCode, response.Headers.RetryAfter is not null);
    }

    private async Task AllowConnectionsAsync(bool allowed)
    {
        var name = new NpgsqlConnectionStringBuilder(server.Database).Database!;
        await using var admin = NpgsqlDataSource.Create(postgres.AdminConnectionString);
        await using var alter = admin.CreateCommand($"ALTER DATABASE \"{name}\" WITH ALLOW_CONNECTIONS {allowed}");
        await alter.ExecuteNonQueryAsync(Cancel);
        await using var end = admin.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1");
        end.Parameters.Add(new NpgsqlParameter { Value = name });
        await end.ExecuteNonQueryAsync(Cancel);
    }
}
