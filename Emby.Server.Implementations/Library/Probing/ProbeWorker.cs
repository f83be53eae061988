using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>Works on the shared queue as long as the replica lives.</summary>
internal sealed partial class ProbeWorker(
    ProbeRunner runner,
    IMessageBus bus,
    IReplicaRegistry replicas,
    IOptions<ProbeOptions> options,
    TimeProvider time,
    ILogger<ProbeWorker> logger) : BackgroundService
{
    private const int PublishAfter = 50;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(0);
        using var subscription = bus.Subscribe<ProbesQueued>((_, _) =>
        {
            wake.Release(options.Value.Concurrency);
            return ValueTask.CompletedTask;
        });
        var owner = $"{replicas.Self.Id}/{replicas.Self.Incarnation}";
        await Task.WhenAll(Enumerable.Range(0, options.Value.Concurrency).Select(_ => WorkAsync(owner, wake, stoppingToken)));
    }

    private async Task WorkAsync(string owner, SemaphoreSlim wake, CancellationToken cancellationToken)
    {
        var finished = new List<Item>();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var (hadWork, item) = await runner.RunAsync(owner, cancellationToken);
                if (item is not null)
                {
                    finished.Add(item);
                }

                if (!hadWork || finished.Count >= PublishAfter)
                {
                    await PublishAsync(finished, cancellationToken);
                }

                if (!hadWork)
                {
                    await wake.WaitAsync(options.Value.PollPeriod, cancellationToken);
                }
            }
            catch (Exception exception) when (exception.IsDatabaseOutage())
            {
                LogAway(exception.GetBaseException().Message);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    private async Task PublishAsync(List<Item> finished, CancellationToken cancellationToken)
    {
        if (finished.Count == 0)
        {
            return;
        }

        var libraries = finished.Select(item => item.LibraryId).OfType<Guid>().Distinct().ToList();
        var ids = finished.ConvertAll(item => item.Id);
        finished.Clear();
        await bus.PublishAsync(new ItemsChanged([], ids, [], [], [], libraries), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Probing waits for the database: {Reason}")]
    private partial void LogAway(string reason);
}
