using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// The first thing to happen after SIGTERM: the replica says that it is not ready and gives up the leadership, and goes on serving until
/// load balancers have noticed. Only then the web server stops listening.
/// </summary>
internal sealed partial class GracefulShutdown(
    ReplicaReadiness readiness,
    ITaskLeadership election,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<GracefulShutdown> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.StartDraining();
        await election.ResignAsync(cancellationToken);
        // Load balancers have left a replica that was drained before.
        var delay = options.Value.DrainDelay - readiness.DrainingFor;
        if (delay > TimeSpan.Zero)
        {
            LogDraining(delay);
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Draining: not ready from now on, stopping in {Delay}")]
    private partial void LogDraining(TimeSpan delay);
}
