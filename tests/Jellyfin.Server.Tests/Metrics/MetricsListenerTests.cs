using System.Diagnostics.Metrics;
using Jellyfin.Server.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.Metrics;

public sealed class MetricsListenerTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private MetricsListener _listener = null!;

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public async ValueTask InitializeAsync()
    {
        _listener = new MetricsListener(Meters);
        await _listener.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public void Counters_add_up_by_label()
    {
        var counter = Meters.Create("Jellyfin.Test").CreateCounter<long>("jellyfin.things", "{thing}", "Things \\ so far");
        counter.Add(1, new("b", "x\"y"), new("a", 1));
        counter.Add(2, new("a", 1), new KeyValuePair<string, object?>("b", "x\"y"));
        counter.Add(5);

        Assert.Equal(
            """
            # HELP jellyfin_things_total Things \\ so far
            # TYPE jellyfin_things_total counter
            jellyfin_things_total 5
            jellyfin_things_total{a="1",b="x\"y"} 3
            """,
            Lines("jellyfin_things"));
    }

    [Fact]
    public void Observed_gauges_show_only_what_they_say_now()
    {
        var values = new Queue<Measurement<int>>([new(7, new KeyValuePair<string, object?>("k", "old")), new(8)]);
        Meters.Create("Jellyfin.Test").CreateObservableGauge("jellyfin.level", () => new[] { values.Dequeue() });

        Assert.Contains("jellyfin_level{k=\"old\"} 7", Lines("jellyfin_level"), StringComparison.Ordinal);
        Assert.EndsWith("jellyfin_level 8", Lines("jellyfin_level"), StringComparison.Ordinal);
    }

    [Fact]
    public void Histograms_are_cumulative()
    {
        var histogram = Meters.Create("Jellyfin.Test").CreateHistogram(
            "jellyfin.wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5] });
        histogram.Record(0.5);
        histogram.Record(1);
        histogram.Record(2);
        histogram.Record(9);

        Assert.Equal(
            """
            # TYPE jellyfin_wait_seconds histogram
            jellyfin_wait_seconds_bucket{le="1"} 2
            jellyfin_wait_seconds_bucket{le="2.5"} 3
            jellyfin_wait_seconds_bucket{le="+Inf"} 4
            jellyfin_wait_seconds_sum 12.5
            jellyfin_wait_seconds_count 4
            """,
            Lines("jellyfin_wait_seconds").Replace("# HELP jellyfin_wait_seconds \n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Meters_of_others_and_of_other_servers_are_not_shown()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("Jellyfin.Test").CreateCounter<int>("jellyfin.elsewhere").Add(1);
        Meters.Create("Jellyfish").CreateCounter<int>("jellyfin.fish").Add(1);

        Assert.Empty(Lines("jellyfin_elsewhere") + Lines("jellyfin_fish"));
    }

    private string Lines(string metric) => string.Join('\n', _listener.Scrape().Split('\n').Where(line => line.Contains(metric, StringComparison.Ordinal)));
}
