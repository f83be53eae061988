using Jellyfin.Server.Implementations.Database;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Database;

public sealed class DataSourceTests
{
    [Fact]
    public void Limits_apply_where_the_connection_string_says_nothing()
    {
        var connection = Create("Host=localhost;Database=jellyfin");

        Assert.Equal((7, 5, 10, 1), (connection.MaxPoolSize, connection.Timeout, connection.KeepAlive, connection.HostRecheckSeconds));
    }

    [Fact]
    public void The_connection_string_has_the_last_word()
    {
        var connection = Create("Host=localhost;Database=jellyfin;Maximum Pool Size=3;Timeout=2;Keepalive=4;Host Recheck Seconds=6");

        Assert.Equal((3, 2, 4, 6), (connection.MaxPoolSize, connection.Timeout, connection.KeepAlive, connection.HostRecheckSeconds));
    }

    private static NpgsqlConnectionStringBuilder Create(string connectionString)
    {
        using var source = DatabaseServices.CreateDataSource(new DatabaseOptions { ConnectionString = connectionString, MaxPoolSize = 7 }, "test");
        return new NpgsqlConnectionStringBuilder(source.ConnectionString);
    }
}
