using System.Globalization;
using System.Text;

namespace Jellyfin.Server.Metrics;

/// <summary>The values of one instrument with one set of labels.</summary>
internal sealed class MetricSeries(IReadOnlyList<double>? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = bounds is null ? [] : new long[bounds.Count];
    private double _value;
    private long _count;

    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
        }
    }

    public void Observe(double value)
    {
        lock (_lock)
        {
            _value += value;
            _count++;
            for (var i = bounds!.Count - 1; i >= 0 && value <= bounds[i]; i--)
            {
                _buckets[i]++;
            }
        }
    }

    /// <param name="output">Where to.</param>
    /// <param name="name">Of the metric.</param>
    /// <param name="labels"><c>a="b",c="d"</c>, or empty.</param>
    public void WriteTo(StringBuilder output, string name, string labels)
    {
        lock (_lock)
        {
            if (bounds is null)
            {
                Line(output, name, labels, _value);
                return;
            }

            var separator = labels.Length == 0 ? "" : ",";
            for (var i = 0; i < bounds.Count; i++)
            {
                Line(output, name + "_bucket", $"{labels}{separator}le=\"{bounds[i].ToString(CultureInfo.InvariantCulture)}\"", _buckets[i]);
            }

            Line(output, name + "_bucket", $"{labels}{separator}le=\"+Inf\"", _count);
            Line(output, name + "_sum", labels, _value);
            Line(output, name + "_count", labels, _count);
        }
    }

    private static void Line(StringBuilder output, string name, string labels, double value)
    {
        output.Append(name);
        if (labels.Length > 0)
        {
            output.Append('{').Append(labels).Append('}');
        }

        output.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
