using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Looks after this replica's streams: paces them, renews who owns them, ends the idle ones, and leaves nothing behind.</summary>
internal sealed partial class TranscodeKeeper(
    TranscodeJobs jobs,
    TranscodeOwnership ownership,
    TranscodeFolders folders,
    StreamRequests requests,
    IMessageBus bus,
    IOptions<TranscodeOptions> options,
    TimeProvider time,
    ILogger<TranscodeKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private const int RoundsPerRenewal = 2;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var job in jobs.Local)
        {
            await jobs.StopAsync(job);
        }

        folders.RemoveOwn();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        folders.Sweep();
        using var stopped = bus.Subscribe<TranscodesStopped>(StopAsync);
        using var replaced = bus.Subscribe<TranscodesReplaced>(StopAsync);
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
        try
        {
            if (job.IdleTime > options.Value.IdleTimeout || (renew && !await ownership.ConfirmAsync(job, cancellationToken)))
            {
                await jobs.StopAsync(job);
                return;
            }

            job.Tend();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One stream in trouble must not end the looking after of all, and the server with it.
            LogNotTended(job.Key, exception.Message);
        }
    }

    private async ValueTask StopAsync(TranscodesStopped message, CancellationToken cancellationToken)
    {
        await requests.EndAsync(message);
        await StopAsync(job => message.Ends(job.PlaySessionId, job.DeviceId, job.UserId));
    }

    private async ValueTask StopAsync(TranscodesReplaced message, CancellationToken cancellationToken)
    {
        await requests.EndAsync(message);
        await StopAsync(message.Ends);
    }

    private async ValueTask StopAsync(Func<TranscodeJob, bool> which)
    {
        foreach (var job in jobs.Local.Where(which))
        {
            await jobs.StopAsync(job);
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

    [LoggerMessage(LogLevel.Warning, "Stream {Job} cannot be looked after: {Reason}")]
    private partial void LogNotTended(string job, string reason);
}
