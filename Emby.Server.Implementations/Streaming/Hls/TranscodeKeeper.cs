using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Looks after this replica's streams: paces them, renews who owns them, ends the idle ones, and leaves nothing behind.</summary>
internal sealed class TranscodeKeeper(
    TranscodeJobs jobs,
    TranscodeOwnership ownership,
    TranscodeFolders folders,
    IReplicaRegistry registry,
    IMessageBus bus,
    IOptions<TranscodeOptions> options,
    TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private const int RoundsPerRenewal = 10;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var job in jobs.Local)
        {
            await jobs.StopAsync(job, CancellationToken.None);
        }

        folders.RemoveOwn();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        folders.Sweep();
        using var stopped = bus.Subscribe<TranscodesStopped>(StopMatchingAsync);
        using var pinged = bus.Subscribe<TranscodesPinged>(Ping);
        using var timer = new PeriodicTimer(Interval, time);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            foreach (var job in jobs.Local)
            {
                await TendAsync(job, round % RoundsPerRenewal == 0, stoppingToken);
            }
        }
    }

    private async Task TendAsync(TranscodeJob job, bool renew, CancellationToken cancellationToken)
    {
        if (job.IdleTime > options.Value.IdleTimeout || (renew && !await RenewAsync(job, cancellationToken)))
        {
            await jobs.StopAsync(job, cancellationToken);
            return;
        }

        job.Tend();
    }

    private Task<bool> RenewAsync(TranscodeJob job, CancellationToken cancellationToken)
    {
        var self = registry.Self;
        return ownership.RenewAsync(
            job.Key, new TranscodeOwner(self.Id, self.Incarnation, self.Url, job.PlaySessionId, job.DeviceId, job.Info), cancellationToken);
    }

    private async ValueTask StopMatchingAsync(TranscodesStopped message, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Local.Where(job => job.PlaySessionId == message.PlaySessionId || job.DeviceId == message.DeviceId))
        {
            await jobs.StopAsync(job, cancellationToken);
        }
    }

    private ValueTask Ping(TranscodesPinged message, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Local.Where(job => job.PlaySessionId == message.PlaySessionId))
        {
            job.Touch();
        }

        return ValueTask.CompletedTask;
    }
}
