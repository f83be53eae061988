using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// Asks the database every second, over a connection of its own: a busy pool does not make a replica unready. Health endpoints only read
/// what was found.
/// </summary>
internal sealed partial class ReadinessProbe(
    IOptions<DatabaseOptions> database,
    DatabaseState state,
    ReplicaReadiness readiness,
    IEnumerable<IReadinessCondition> conditions,
    TimeProvider time,
    ILogger<ReadinessProbe> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _connections = DatabaseServices.CreateSideDataSource(database.Value, "readiness", connections: 1, Interval);

    public override void Dispose()
    {
        _connections.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            Report(await FindProblemAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(cancellationToken).WaitAsync(Interval, time, cancellationToken);
            return state.IsMigrated ? conditions.Select(condition => condition.Problem).FirstOrDefault(problem => problem is not null) : "database is being migrated";
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            return "database cannot be reached";
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Interval);
        try
        {
            await using var command = _connections.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private void Report(string? problem)
    {
        var before = readiness.Problem;
        readiness.Report(problem);
        if (before != readiness.Problem)
        {
            LogChanged(readiness.Problem ?? "ready");
        }
    }

    [LoggerMessage(LogLevel.Information, "Readiness: {State}")]
    private partial void LogChanged(string state);
}
