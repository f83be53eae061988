using MediaBrowser.Controller.Cluster;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jellyfin.Server.Implementations.Database;

/// <summary>
/// Brings the schema up to date at start. Of several replicas one migrates and the others wait, alive but not ready. Tries again until
/// PostgreSQL is there.
/// </summary>
internal sealed partial class DatabaseMigrator(
    NpgsqlDataSource database,
    IDbContextFactory<JellyfinDbContext> contexts,
    DatabaseState state,
    TimeProvider time,
    ILogger<DatabaseMigrator> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MigrateAsync(stoppingToken);
                state.MarkMigrated();
                return;
            }
            catch (Exception exception) when (exception.IsDatabaseOutage())
            {
                LogNotReachable(exception.GetBaseException().Message);
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await CountPendingAsync(context, cancellationToken) == 0)
        {
            return;
        }

        await using var turn = await MigrationTurn.TakeAsync(database, MigrationTimeout, cancellationToken);
        if (await CountPendingAsync(context, cancellationToken) is > 0 and var count)
        {
            LogMigrating(count);
            context.Database.SetCommandTimeout(MigrationTimeout);
            await context.Database.MigrateAsync(cancellationToken);
            LogMigrated();
        }
    }

    private static async Task<int> CountPendingAsync(JellyfinDbContext context, CancellationToken cancellationToken)
        => (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();

    [LoggerMessage(LogLevel.Information, "Applying {Count} database migrations")]
    private partial void LogMigrating(int count);

    [LoggerMessage(LogLevel.Information, "Database is up to date")]
    private partial void LogMigrated();

    [LoggerMessage(LogLevel.Warning, "PostgreSQL cannot be used yet: {Reason}")]
    private partial void LogNotReachable(string reason);
}
