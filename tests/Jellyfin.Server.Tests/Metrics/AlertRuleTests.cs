using System.Text.RegularExpressions;
using Jellyfin.Server.Tests.Contracts;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Metrics;

/// <summary>What the rules say is tested by promtool; this is whether the server knows the metrics at all.</summary>
[Collection<TaskServers>]
public sealed partial class AlertRuleTests(TwoReplicas server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_metric_of_the_alert_rules_is_one_that_replicas_show()
    {
        var rules = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "deployment", "prometheus", "alerts.yml"), Cancel);
        var wanted = Selector().Matches(rules).Select(match => match.Groups[1].Value).Distinct().Where(name => name != "up").Order().ToList();
        Assert.True(wanted.Count > 8, string.Join(", ", wanted));
        await server.Client.ReadAsync("/Users/Me");

        // Some are known only seconds after the start, such as the capacity for transcoding.
        await Eventually.IsTrueAsync(async () => wanted.All((await ShownAsync()).Contains), "all of these are shown: " + string.Join(", ", wanted), 30);
    }

    [Fact]
    public async Task Counters_are_there_before_anything_was_counted()
    {
        var text = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);

        Assert.Contains("\njellyfin_task_runs_total{status=\"Failed\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\njellyfin_bus_reconnects_total ", text, StringComparison.Ordinal);
        Assert.Contains("\njellyfin_websockets_open 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pool_of_requests_and_those_of_election_and_readiness_are_told_apart()
    {
        var sizes = PoolSize().Matches(await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal(("40", "2", "1"), (sizes["jellyfin"], sizes["jellyfin-election"], sizes["jellyfin-readiness"]));
    }

    private async Task<HashSet<string>> ShownAsync()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var replica in server.Replicas)
        {
            using var client = replica.CreateClient(null);
            var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
            names.UnionWith(text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]));
        }

        return names;
    }

    [GeneratedRegex("^db_client_connection_max\\{[^}]*pool_name=\"([^\"]*)\"[^}]*\\} ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex PoolSize();

    /// <summary>A metric's name stands before its labels.</summary>
    [GeneratedRegex(@"([a-z_:]+)\{job=")]
    private static partial Regex Selector();
}
