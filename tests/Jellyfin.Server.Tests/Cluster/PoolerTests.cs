using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Server.Tests.Tasks;
using Jellyfin.Testing;
using Npgsql;

namespace Jellyfin.Server.Tests.Cluster;

/// <summary>Two replicas on an empty database behind a transaction pooler.</summary>
public sealed class PooledReplicas(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    private TransactionPooler? _pooler;

    protected override int ReplicaCount => 2;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_pooler?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    protected override async Task<string> ReachAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        await command.ExecuteNonQueryAsync();
        _pooler = await TransactionPooler.StartAsync(database, connections: 5, CancellationToken.None);
        return _pooler.To(database);
    }
}

public sealed class PoolerTests(PooledReplicas cluster) : IClassFixture<PooledReplicas>
{
    [Theory]
    [InlineData("CleanActivityLog")]
    [InlineData("OptimizeDatabaseTask")]
    [InlineData("RefreshLibrary")]
    public async Task Replicas_that_migrated_behind_a_transaction_pooler_run_tasks(string key)
    {
        using var client = new TaskClient(cluster.Replicas[1], cluster.Token);

        Assert.Equal("Completed", (await client.RunAsync(key)).GetProperty("Status").GetString());
    }

    [Fact]
    public async Task Watch_state_is_written_behind_a_transaction_pooler()
    {
        var film = await cluster.AddFilmAsync(TimeSpan.FromHours(2));
        for (var round = 1; round <= 20; round++)
        {
            using var client = cluster.Replicas[round % 2].CreateClient(cluster.Token);
            await client.SendAsync("/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = TimeSpan.FromMinutes(30 + round).Ticks });
        }

        var data = await cluster.Client.ReadAsync($"/UserItems/{film.Id}/UserData");
        Assert.Equal(TimeSpan.FromMinutes(50).Ticks, data.GetProperty("PlaybackPositionTicks").GetInt64());
    }

    [Fact]
    public async Task What_one_replica_stores_behind_a_transaction_pooler_the_other_reads()
    {
        using var second = cluster.Replicas[1].CreateClient(cluster.Token);
        using var created = await cluster.Client.PostAsJsonAsync("/Users/New", new { Name = "pooled", Password = "a password" }, TestContext.Current.CancellationToken);
        created.EnsureSuccessStatusCode();

        var users = await second.GetFromJsonAsync<JsonElement>("/Users", TestContext.Current.CancellationToken);

        Assert.Contains(users.EnumerateArray(), user => user.GetProperty("Name").GetString() == "pooled");
    }
}
