using System.Net;
using System.Text.Json.Nodes;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

public sealed class ReplicaTests(ClusterFixture cluster) : Scenario(cluster)
{
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;
    private static readonly TimeSpan ResumeLimit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RevocationLimit = TimeSpan.FromSeconds(5);

    [Fact(Timeout = 60_000)]
    public async Task A_token_is_valid_on_every_replica_at_once_and_on_none_within_a_second_of_the_log_out()
    {
        using var first = await Cluster.LogInAsync("r1", "traveller", Token);
        using var second = await Cluster.UseTokenAsync("r2", "traveller", first.Token!, Token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second.Http, "/Users/Me"));

        await first.PostAsync("/Sessions/Logout", null, Token);
        var loggedOut = TimeProvider.System.GetTimestamp();

        while (await StatusAsync(second.Http, "/Users/Me") != HttpStatusCode.Unauthorized)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(loggedOut) < RevocationLimit, "the token is still valid on the other replica");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(first.Http, "/Users/Me"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_position_is_kept_when_the_replica_that_acknowledged_it_is_killed()
    {
        using var first = await Cluster.LogInAsync("r1", "sofa", Token);
        using var second = await Cluster.UseTokenAsync("r2", "sofa", first.Token!, Token);
        var film = await FilmAsync(second);
        await first.PostAsync("/Sessions/Playing", Report(film, 0), Token);
        await first.PostAsync("/Sessions/Playing/Progress", Report(film, 123), Token);

        await Cluster.KillAsync("r1", Token);

        var resume = (await second.GetAsync("/UserItems/Resume?mediaTypes=Video", Token))!["Items"]!.AsArray();
        var item = Assert.Single(resume, item => (string?)item!["Id"] == film)!;
        Assert.Equal(123 * TicksPerSecond, (long?)item["UserData"]!["PlaybackPositionTicks"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_film_that_is_played_as_it_is_goes_on_by_range_when_the_replica_that_sends_it_is_killed()
    {
        using var row = new ReportRow(
            "Direct play: replica killed", "kill -9 of the replica that sends a film of 64 MiB as it is, when a quarter has arrived; the player asks for the rest by range");
        var file = Path.Combine(Cluster.Media, "Movies", "The Long Afternoon (2021)", "The Long Afternoon (2021).mp4");
        SlowDownload.Pad(file);
        var film = await File.ReadAllBytesAsync(file, Token);
        using var client = await Cluster.LogInAsync("r1", "projector", Token);
        var balancer = new Uri(Cluster.Balancer);
        using var received = new MemoryStream();
        using var first = await SlowDownload.StartAsync(balancer, client, "r2", Token);
        Assert.True(await first.ReadAsync(received, film.Length / 4, Token));

        await Cluster.KillAsync("r2", Token);

        Assert.False(await first.ReadAsync(received, film.Length, Token), "the answer ended as if nothing had happened");
        var (cut, position) = (Now(), received.Length);
        using var second = await SlowDownload.OpenAsync(balancer, client, position, first.Modified, Token);
        var ended = await second.ReadAsync(received, position + 1, Token);
        row.Measure("goes on", TimeProvider.System.GetElapsedTime(cut), ResumeLimit);
        ended &= await second.ReadAsync(received, film.Length, Token);
        row.Claim("only the rest was sent", second.From == position && second.Length == film.Length - position);
        row.Claim("no byte missing or doubled", ended && received.ToArray().AsSpan().SequenceEqual(film));
        row.Check();
    }

    private static JsonObject Report(string film, long seconds) => new()
    {
        ["ItemId"] = film,
        ["MediaSourceId"] = film,
        ["PlaySessionId"] = "",
        ["PlayMethod"] = "DirectPlay",
        ["CanSeek"] = true,
        ["PositionTicks"] = seconds * TicksPerSecond,
    };

    private static async Task<string> FilmAsync(ServerClient client)
    {
        var films = await client.GetAsync("/Items?recursive=true&includeItemTypes=Movie&searchTerm=Afternoon", Token);
        return (string)Assert.Single(films!["Items"]!.AsArray())!["Id"]!;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Token);
        return response.StatusCode;
    }
}
