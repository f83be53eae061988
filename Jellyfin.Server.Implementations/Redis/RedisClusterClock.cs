using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>
/// Redis's clock, measured again and again and carried on by this machine's monotonic one in between, so that a wrong or corrected
/// clock of a replica does not matter. Before the first measurement it is this machine's own.
/// </summary>
internal sealed partial class RedisClusterClock(RedisConnection redis, TimeProvider time, ILogger<RedisClusterClock> logger)
    : BackgroundService, IClusterClock
{
    private const string ReadTime = "return redis.call('TIME')";

    /// <summary>The quickest answer says most exactly when it was given.</summary>
    private const int Samples = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private Measurement? _last;

    public DateTimeOffset UtcNow => Volatile.Read(ref _last) is { } last ? last.Time + time.GetElapsedTime(last.TakenAt) : time.GetUtcNow();

    /// <summary>Asks Redis what time it is.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        Measurement? best = null;
        for (var sample = 0; sample < Samples; sample++)
        {
            var asked = time.GetTimestamp();
            var answer = (long[])await redis.EvaluateAsync(ReadTime, [], [], cancellationToken);
            var trip = time.GetElapsedTime(asked);
            if (best is null || trip < best.Trip)
            {
                var told = DateTimeOffset.FromUnixTimeSeconds(answer[0]).AddTicks(answer[1] * TimeSpan.TicksPerMicrosecond);
                best = new Measurement(told + (trip / 2), asked + (long)(trip.TotalSeconds * time.TimestampFrequency), trip);
            }
        }

        Volatile.Write(ref _last, best);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Interval;
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (SharedStateUnavailableException exception)
            {
                LogNotMeasured(exception.Message);
                pause = RetryInterval;
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The cluster's time was not measured: {Reason}")]
    private partial void LogNotMeasured(string reason);

    /// <param name="Time">Redis's, at <paramref name="TakenAt"/>.</param>
    /// <param name="TakenAt">By the monotonic clock.</param>
    /// <param name="Trip">From question to answer.</param>
    private sealed record Measurement(DateTimeOffset Time, long TakenAt, TimeSpan Trip);
}
