using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jellyfin.Server.Implementations.Database;

/// <summary>
/// PostgreSQL's clock, measured again and again and carried on by this machine's monotonic one in between, so that a wrong or corrected
/// clock of a replica does not matter. Before the first measurement it is this machine's own.
/// </summary>
internal sealed partial class DatabaseClock(NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseClock> logger)
    : BackgroundService, IClusterClock
{
    /// <summary>The quickest answer says most exactly when it was given.</summary>
    private const int Samples = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly long _started = time.GetTimestamp();
    /// <summary>Whether the last attempt succeeded.</summary>
    private bool _isMeasured;
    private Measurement? _first;
    private Measurement? _last;

    public DateTimeOffset UtcNow => Volatile.Read(ref _last) is { } last ? last.At(time.GetTimestamp(), time) : time.GetUtcNow();

    public DateTimeOffset? StartedAt => Volatile.Read(ref _first)?.At(_started, time);

    /// <summary>Asks PostgreSQL what time it is.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        Measurement? best = null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        for (var sample = 0; sample < Samples; sample++)
        {
            var asked = time.GetTimestamp();
            var told = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
            var answered = time.GetTimestamp();
            var trip = time.GetElapsedTime(asked, answered);
            if (best is null || trip < best.Trip)
            {
                best = new Measurement(told + (trip / 2), answered, trip);
            }
        }

        Volatile.Write(ref _last, best);
        Interlocked.CompareExchange(ref _first, best, null);
    }

    /// <summary>What starts after it knows the time, unless the database does not answer.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(RetryInterval);
        await TryMeasureAsync(soon.Token);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_isMeasured ? Interval : RetryInterval, time, stoppingToken);
            await TryMeasureAsync(stoppingToken);
        }
    }

    private async Task TryMeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MeasureAsync(cancellationToken);
            _isMeasured = true;
        }
        catch (Exception exception) when (exception.IsDatabaseOutage() || exception is OperationCanceledException)
        {
            LogNotMeasured(exception.Message);
            _isMeasured = false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The cluster's time was not measured: {Reason}")]
    private partial void LogNotMeasured(string reason);

    /// <param name="Time">PostgreSQL's, at <paramref name="TakenAt"/>.</param>
    /// <param name="TakenAt">By the monotonic clock.</param>
    /// <param name="Trip">From question to answer.</param>
    private sealed record Measurement(DateTimeOffset Time, long TakenAt, TimeSpan Trip)
    {
        /// <summary>What PostgreSQL's clock shows when the monotonic one shows this.</summary>
        public DateTimeOffset At(long timestamp, TimeProvider time) => Time + time.GetElapsedTime(TakenAt, timestamp);
    }
}
