using System.Diagnostics;

namespace Jellyfin.Benchmarks;

/// <summary>How long one request takes at the client, whole body read.</summary>
internal static class HttpTimes
{
    /// <summary>Returns p50 and p99 in milliseconds and the length of the last answer.</summary>
    public static async Task<(double P50, double P99, int Bytes)> MeasureAsync(
        HttpClient client, string path, int warmUps, int requests, CancellationToken cancellationToken)
    {
        var times = new List<double>(requests);
        var bytes = 0;
        for (var request = -warmUps; request < requests; request++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            response.EnsureSuccessStatusCode();
            bytes = (await response.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
            if (request >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return (times[times.Count / 2], times[Math.Min(times.Count - 1, times.Count * 99 / 100)], bytes);
    }
}
