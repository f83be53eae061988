using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Jellyfin.Server.Metrics;

/// <summary>Listens to the instruments of this server and writes what they said when it is scraped.</summary>
internal sealed class MetricsListener : IHostedService, IDisposable
{
    private static readonly string[] Meters = ["Jellyfin", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly Lock _scraping = new();
    private readonly IMeterFactory _meters;

    public MetricsListener(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsWanted(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(instrument, Metric.Create));
            }
        };
        _listener.MeasurementsCompleted = (instrument, _) => _metrics.TryRemove(instrument, out var _);
        ListenTo<int>(value => value);
        ListenTo<long>(value => value);
        ListenTo<double>(value => value);
        ListenTo<float>(value => value);
        ListenTo<short>(value => value);
        ListenTo<byte>(value => value);
        ListenTo<decimal>(value => (double)value);
        // Not only when the host starts: what instruments say when they are made counts, too.
        _listener.Start();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything in Prometheus's text format.</summary>
    public string Scrape()
    {
        lock (_scraping)
        {
            foreach (var metric in _metrics.Values)
            {
                metric.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            var output = new StringBuilder();
            foreach (var metric in _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal))
            {
                metric.WriteTo(output);
            }

            return output.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Another server in the same process has a meter factory of its own.</summary>
    private bool IsWanted(Meter meter)
        => (meter.Scope is null || ReferenceEquals(meter.Scope, _meters))
            && Meters.Any(name => meter.Name == name || meter.Name.StartsWith(name + ".", StringComparison.Ordinal));

    private void ListenTo<T>(Func<T, double> convert)
        where T : struct
        => _listener.SetMeasurementEventCallback<T>((_, measurement, tags, state) => ((Metric)state!).Record(convert(measurement), tags));
}
