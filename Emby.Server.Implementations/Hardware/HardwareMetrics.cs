using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.Hosting;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Whether and how much this replica can transcode.</summary>
internal sealed class HardwareMetrics(IMeterFactory meters, IHardwareReadiness readiness, ITranscodeCapacity capacity) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create("Jellyfin.Hardware");
        meter.CreateObservableGauge(
            "jellyfin.transcode.healthy", () => readiness.Current.Health == TranscodeHealth.Healthy ? 1 : 0, null, "1 while what administrators want to transcode with works");
        meter.CreateObservableGauge("jellyfin.transcode.slots", () => Measure(kind => kind.Slots), "{stream}", "Streams of 1280x720 that can be transcoded");
        meter.CreateObservableGauge("jellyfin.transcode.running", () => Measure(kind => kind.Running), "{stream}", "Streams that are transcoded");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Measure(Func<TranscodeSlots, int> value)
        => capacity.Current.Select(kind => new Measurement<int>(value(kind), new KeyValuePair<string, object?>("kind", kind.Kind.ToString())));
}
