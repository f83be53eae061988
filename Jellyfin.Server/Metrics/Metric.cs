using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Jellyfin.Server.Metrics;

/// <summary>One instrument as Prometheus sees it.</summary>
internal sealed class Metric
{
    /// <summary>More label sets than this are a mistake in the instrument; they are not kept.</summary>
    private const int MaxSeries = 2000;

    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new();
    private readonly Instrument _instrument;
    private readonly MetricKind _kind;
    private readonly IReadOnlyList<double>? _bounds;

    private Metric(Instrument instrument, MetricKind kind, IReadOnlyList<double>? bounds)
    {
        _instrument = instrument;
        _kind = kind;
        _bounds = bounds;
        Name = PrometheusName.Of(instrument.Name, instrument.Unit, kind == MetricKind.Counter);
    }

    public string Name { get; }

    public static Metric Create(Instrument instrument)
    {
        var type = instrument.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (kind == typeof(Histogram<>))
        {
            return new Metric(instrument, MetricKind.Histogram, (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBounds);
        }

        return new Metric(instrument, kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge, null);
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusName.Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MaxSeries)
            {
                return;
            }

            series = _series.GetOrAdd(labels, static (_, bounds) => new MetricSeries(bounds), _bounds);
        }

        if (_kind == MetricKind.Histogram)
        {
            series.Observe(value);
        }
        else if (_instrument.IsObservable || _instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>))
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    /// <summary>Observable instruments say everything anew on each scrape; what they no longer say is gone.</summary>
    public void ForgetObserved()
    {
        if (_instrument.IsObservable)
        {
            _series.Clear();
        }
    }

    public void WriteTo(StringBuilder output)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        output.Append("# HELP ").Append(Name).Append(' ').Append(PrometheusName.EscapeHelp(_instrument.Description ?? "")).Append('\n');
        output.Append("# TYPE ").Append(Name).Append(' ').Append(_kind.ToString().ToLowerInvariant()).Append('\n');
        foreach (var (labels, series) in _series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            series.WriteTo(output, Name, labels);
        }
    }
}

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
