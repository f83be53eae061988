using Jellyfin.LocalCluster;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Database;

public sealed class DataSourceTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("")]
    [InlineData(";Target Session Attributes=primary")]
    [InlineData(";Target Session Attributes=read-write")]
    public async Task The_server_connects_with(string extra)
    {
        var connectionString = await postgres.CreateDatabaseAsync() + extra;

        Assert.Equal(1, await SelectOneAsync(connectionString));
    }

    [Fact]
    public async Task With_several_hosts_a_dead_one_is_passed_over()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        connection.Host = $"127.0.0.1:{FreePort.Next()},{connection.Host}:{connection.Port}";
        connection.Remove("Port");

        Assert.Equal(1, await SelectOneAsync(connection.ConnectionString + ";Target Session Attributes=primary"));
    }

    [Fact]
    public async Task With_several_hosts_a_standby_is_never_taken_for_the_primary()
    {
        var connectionString = await postgres.CreateDatabaseAsync() + ";Target Session Attributes=standby";

        await Assert.ThrowsAsync<NpgsqlException>(() => SelectOneAsync(connectionString));
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_cancelled()
    {
        var options = new DatabaseOptions { ConnectionString = await postgres.CreateDatabaseAsync(), CommandTimeout = TimeSpan.FromSeconds(1) };
        await using var source = DatabaseServices.CreateDataSource(options);
        await using var command = source.CreateCommand("SELECT pg_sleep(60)");

        var failure = await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.IsType<TimeoutException>(failure.InnerException);
    }

    private static async Task<int?> SelectOneAsync(string connectionString)
    {
        await using var source = DatabaseServices.CreateDataSource(new DatabaseOptions { ConnectionString = connectionString });
        await using var command = source.CreateCommand("SELECT 1");
        return (int?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
