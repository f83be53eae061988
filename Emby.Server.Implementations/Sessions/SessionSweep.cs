using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Looks at all sessions again and again, on every replica; goes on when the database was away.</summary>
public abstract class SessionSweep(TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time => time;

    /// <summary>Returns how many sessions it changed.</summary>
    public abstract Task<int> SweepAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception.IsDatabaseOutage())
            {
                LogFailed(exception.Message);
            }
        }
    }

    protected abstract void LogFailed(string reason);
}
