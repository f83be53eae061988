using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Server.Implementations.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Xunit;

namespace Jellyfin.Testing;

/// <summary>
/// One real PostgreSQL per test assembly, with a migrated template; each test class takes a copy of its own.
/// <c>JELLYFIN_TEST_POSTGRES</c> (a connection string of a user who may create databases) is used instead where it is set.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly string _template = $"jellyfin_template_{Guid.NewGuid():N}";
    private readonly List<string> _databases = [];
    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-postgres-").FullName;
    private readonly string? _external = Environment.GetEnvironmentVariable("JELLYFIN_TEST_POSTGRES");
    private PostgresServer? _server;

    /// <summary>Connection string of a database that exists on every server.</summary>
    public string AdminConnectionString => _external ?? _server!.ConnectionString("postgres");

    /// <summary>Null where it is somebody else's.</summary>
    public int? ProcessId => _server?.ProcessId;

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(_external))
        {
            _server = new PostgresServer(_directory, FreePort.Next(), durable: false);
            await _server.StartAsync(CancellationToken.None);
            OwnerWatch.Start(Path.Combine(_directory, "data", "postmaster.pid"), _directory);
        }

        await ExecuteAsync($"CREATE DATABASE {_template}");
        await using var context = new JellyfinDbContext(
            new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(ConnectionString(_template) + ";Pooling=false").Options);
        await context.Database.MigrateAsync();
    }

    /// <summary>As the server has them: what failed for a reason that passes is tried again.</summary>
    public static IDbContextFactory<JellyfinDbContext> Contexts(string database) => new PooledDbContextFactory<JellyfinDbContext>(
        new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure(2)).Options);

    /// <summary>Creates a migrated, empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"jellyfin_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {_template}");
        lock (_databases)
        {
            _databases.Add(name);
        }

        return ConnectionString(name);
    }

    /// <summary>Creates a database without any table.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = $"jellyfin_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        lock (_databases)
        {
            _databases.Add(name);
        }

        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
        }
        else
        {
            foreach (var database in _databases.Append(_template))
            {
                await ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            }
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(AdminConnectionString) { Database = database }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
