using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.Hosting;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Tells the other replicas what this one can transcode.</summary>
internal sealed class TranscodingReporter(
    IHardwareReadiness readiness, ITranscodeCapacity capacity, FfmpegFeatureReader features, IReplicaReports reports, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        TranscodingReport? last = null;
        do
        {
            var state = readiness.Current;
            var report = new TranscodingReport(state.Health, state.Reason, capacity.Current)
            {
                Acceleration = state.Acceleration,
                Features = await FeaturesAsync(state.Acceleration, stoppingToken),
            };
            if (!report.IsSame(last))
            {
                reports.Set(TranscodingReport.Name, report);
                last = report;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<string[]> FeaturesAsync(HardwareAccelerationType acceleration, CancellationToken cancellationToken)
        => acceleration == HardwareAccelerationType.none ? [] : [.. (await features.ReadAsync(cancellationToken)).Of(acceleration)];
}
