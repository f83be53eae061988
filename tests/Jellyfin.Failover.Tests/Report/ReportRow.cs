using System.Globalization;
using Jellyfin.Failover.Tests.Load;
using Jellyfin.LocalCluster;

namespace Jellyfin.Failover.Tests.Report;

/// <summary>
/// One row of <c>docs/failover.md</c>. It is written however the test ends; a test that did not come to <see cref="Check"/> has failed.
/// A time over its target is a row that did not pass. Only at twice its target it is a test that failed: how busy the machine was is in every time.
/// </summary>
internal sealed class ReportRow(string title, string done) : IDisposable
{
    private const double Tolerance = 2;

    /// <summary>Players give up when nothing comes for so long.</summary>
    private static readonly TimeSpan SegmentLimit = TimeSpan.FromSeconds(8);

    private readonly List<string> _measures = [];
    private readonly List<string> _broken = [];
    private LoadResult? _load;
    private bool _missed;
    private bool _passed;

    /// <summary>A time with its target.</summary>
    public void Measure(string what, TimeSpan value, TimeSpan limit)
    {
        _measures.Add(string.Create(CultureInfo.InvariantCulture, $"{what}|{value.TotalSeconds:0.00}|{limit.TotalSeconds:0.##}"));
        _missed |= value > limit;
        if (value > limit * Tolerance)
        {
            _broken.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {value.TotalSeconds:0.00} s, target {limit.TotalSeconds:0.##} s"));
        }
    }

    /// <summary>A time that must be more than its target; of several runs the least counts.</summary>
    public void MeasureLeast(string what, TimeSpan value, TimeSpan limit)
    {
        _measures.Add(string.Create(CultureInfo.InvariantCulture, $"{what}|{value.TotalSeconds:0.00}|>{limit.TotalSeconds:0.##}"));
        if (value <= limit)
        {
            _broken.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {value.TotalSeconds:0.00} s, target more than {limit.TotalSeconds:0.##} s"));
        }
    }

    /// <summary>Something that is so or not.</summary>
    /// <param name="what">In the row.</param>
    /// <param name="holds">Whether it is so.</param>
    /// <param name="why">For the failure's message.</param>
    public void Claim(string what, bool holds, string why = "")
    {
        _measures.Add($"{what}|{(holds ? "" : "1")}|");
        if (!holds)
        {
            _broken.Add($"not so: {what} {why}".TrimEnd());
        }
    }

    /// <summary>What clients saw. No GET fails, no acknowledged write is lost, nobody logs in again; 503 only where the database was away.</summary>
    public void Clients(LoadResult load, bool mayRefuse = false)
    {
        _load = load;
        if (load.Segments > 0)
        {
            Measure("segment of a stream", load.LongestSegmentWait, SegmentLimit);
        }

        _broken.AddRange(load.FailedReads);
        _broken.AddRange(load.WritesLost);
        if (load.Refused > 0 && !mayRefuse)
        {
            _broken.Add($"{load.Refused} answers 503");
        }

        if (load.LogInsNeeded > 0)
        {
            _broken.Add($"{load.LogInsNeeded} log-ins needed");
        }
    }

    /// <summary>The last act of a test: nothing is broken.</summary>
    public void Check()
    {
        var failure = Judge();
        Assert.True(failure is null, failure);
    }

    /// <summary>As <see cref="Check"/>, for tests that go on: what is broken; null when nothing is.</summary>
    public string? Judge()
    {
        _passed = _broken.Count == 0 && !_missed;
        return _broken.Count == 0 ? null : string.Join(Environment.NewLine, _broken.Take(20));
    }

    public void Dispose()
    {
        var load = _load ?? new LoadResult();
        string[] fields =
        [
            title,
            done,
            _load is null ? "" : Number(load.Requests),
            Number(load.FailedReads.Count),
            Number(load.FailedWrites.Count),
            Number(load.Refused),
            Number(load.WritesAcknowledged),
            Number(load.WritesLost.Count),
            Number(load.LogInsNeeded),
            load.LongestGap.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
            string.Join(';', _measures),
            _passed ? "passed" : "failed",
        ];
        var file = ReportFile();
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllText(file, string.Join('\t', fields) + "\n");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ReportFile()
        => Environment.GetEnvironmentVariable("FAILOVER_REPORT") is { Length: > 0 } file
            ? file
            : Path.Combine(Checkout.Find(), "artifacts", "test-results", "failover.tsv");
}
