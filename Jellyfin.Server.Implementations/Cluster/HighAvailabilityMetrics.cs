using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Which parts of high availability are switched on.</summary>
internal sealed class HighAvailabilityMetrics(IMeterFactory meters, IOptions<HighAvailabilityOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var flags = options.Value.DescribeFlags()
            .Select(flag => new Measurement<int>(
                flag.IsOn ? 1 : 0, new KeyValuePair<string, object?>("flag", flag.Name), new KeyValuePair<string, object?>("value", flag.Value)))
            .ToList();
        meters.Create("Jellyfin.HighAvailability").CreateObservableGauge(
            "jellyfin.high_availability.flag", () => flags, null, "1 for a part of high availability that is switched on");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
