using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jellyfin.Server.Implementations.Tests.Database;

public sealed class MigrationTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_replicas_migrate_one_new_database_together()
    {
        for (var round = 0; round < 5; round++)
        {
            var database = await postgres.CreateEmptyDatabaseAsync();

            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrateAsync(database)));

            await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(database).Options);
            Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(Cancel));
        }
    }

    /// <summary>As a replica does at its start.</summary>
    private static async Task MigrateAsync(string database)
    {
        await using var replica = TestServices.WithDatabase(database).BuildServiceProvider();
        var migrator = replica.GetServices<IHostedService>().OfType<DatabaseMigrator>().Single();
        await migrator.StartAsync(Cancel);
        await migrator.ExecuteTask!.WaitAsync(Cancel);
    }
}
