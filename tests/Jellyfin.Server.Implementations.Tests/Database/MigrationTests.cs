using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Tests.Database;

public sealed class MigrationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Several_replicas_migrate_one_new_database_together()
    {
        var connectionString = await postgres.CreateEmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrateAsync(connectionString)));

        await using var context = Context(connectionString);
        Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var context = Context(connectionString);
        await context.Database.MigrateAsync();
    }

    private static JellyfinDbContext Context(string connectionString)
        => new(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(connectionString).Options);
}
