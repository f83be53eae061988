using System.Globalization;

namespace Jellyfin.LocalCluster.Services;

/// <summary>HAProxy's own statistics.</summary>
public static class HaproxyTable
{
    /// <summary>The replicas, as they are in the backend. Throws what <see cref="HttpClient"/> throws.</summary>
    /// <param name="statistics">The page of statistics, with a slash at the end.</param>
    /// <param name="limit">For the answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IReadOnlyList<HaproxyRow>> ReadAsync(string statistics, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = limit };
        var table = await client.GetStringAsync(new Uri(statistics + ";csv"), cancellationToken);
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var (status, weight) = (Array.IndexOf(lines[0], "status"), Array.IndexOf(lines[0], "weight"));
        return
        [
            .. lines.Where(line => line is ["replicas", not "BACKEND", ..])
                .Select(line => new HaproxyRow(line[1], line[status], int.Parse(line[weight], CultureInfo.InvariantCulture))),
        ];
    }
}

/// <param name="Replica">Its id.</param>
/// <param name="Status"><c>UP</c>, <c>DOWN</c>, <c>UP 1/3</c> and so on.</param>
/// <param name="Weight">Its share of new requests; 0 = none.</param>
public sealed record HaproxyRow(string Replica, string Status, int Weight);
