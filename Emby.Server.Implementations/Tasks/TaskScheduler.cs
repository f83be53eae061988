using System.Data.Common;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tasks;

/// <summary>
/// Looks every second, and when told, at what is asked for and what is due, and starts it where this replica may. Everything it decides
/// by is stored, so the next leader goes on where this one ends.
/// </summary>
internal sealed partial class TaskScheduler(
    TaskScopes scopes, TaskRound round, TaskStarter starter, TaskBell bell, IOptions<TaskOptions> options, ILogger<TaskScheduler> logger)
    : BackgroundService
{
    /// <summary>PostgreSQL's code for a table that is not there yet.</summary>
    private const string NotMigrated = "42P01";

    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await bell.WaitAsync(options.Value.CheckInterval, stoppingToken);
            }
        }
        finally
        {
            await starter.StopAsync();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var scope in await scopes.CurrentAsync(cancellationToken))
            {
                await round.LookAsync(scope, cancellationToken);
            }

            _isAway = false;
        }
        catch (DbException exception) when (exception.SqlState == NotMigrated)
        {
            LogNotMigrated();
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            if (!_isAway)
            {
                LogNotNow(exception.GetBaseException().Message);
            }

            _isAway = true;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Tasks wait for the database's tables")]
    private partial void LogNotMigrated();

    [LoggerMessage(LogLevel.Warning, "Tasks cannot be looked at now: {Reason}")]
    private partial void LogNotNow(string reason);
}
