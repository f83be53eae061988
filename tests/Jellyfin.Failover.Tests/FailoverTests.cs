using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

public sealed class FailoverTests(ClusterFixture fixture) : IAsyncLifetime
{
    private const int Workers = 8;
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;
    private static readonly TimeSpan RevocationLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaderLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ScanLimit = TimeSpan.FromSeconds(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await fixture.RepairAsync();

    [Fact(Timeout = 120_000)]
    public async Task No_get_fails_at_the_client_when_a_replica_is_killed_under_load()
    {
        using var client = await fixture.LogInAsync(null, "load", Token);
        var answers = new ConcurrentQueue<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = Enumerable.Range(0, Workers).Select(_ => GetUntilStoppedAsync(client.Http, answers, stop.Token)).ToArray();
        await WaitForAnswersAsync(answers, 200);

        await fixture.KillAsync("r1", Token);
        await WaitForAnswersAsync(answers, answers.Count + 400);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        Assert.Equal([], answers.Where(answer => answer != "OK").Distinct());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_token_is_valid_on_every_replica_at_once_and_on_none_within_a_second_of_the_log_out()
    {
        using var first = await fixture.LogInAsync("r1", "traveller", Token);
        using var second = await fixture.UseTokenAsync("r2", "traveller", first.Token!, Token);
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
        using var first = await fixture.LogInAsync("r1", "sofa", Token);
        using var second = await fixture.UseTokenAsync("r2", "sofa", first.Token!, Token);
        var film = await FilmAsync(second);
        await first.PostAsync("/Sessions/Playing", Report(film, 0), Token);
        await first.PostAsync("/Sessions/Playing/Progress", Report(film, 123), Token);

        await fixture.KillAsync("r1", Token);

        var resume = (await second.GetAsync("/UserItems/Resume?mediaTypes=Video", Token))!["Items"]!.AsArray();
        var item = Assert.Single(resume);
        Assert.Equal(film, (string?)item!["Id"]);
        Assert.Equal(123 * TicksPerSecond, (long?)item["UserData"]!["PlaybackPositionTicks"]);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_scan_asked_for_after_the_leader_was_killed_runs()
    {
        var leader = await LeaderAsync();
        using var client = await fixture.LogInAsync(null, "operator", Token);
        await Jellyfin.LocalCluster.Media.SampleMedia.MakeFilmAsync(fixture.Media, "Added Later", 2024, 5, Token);

        await fixture.KillAsync(leader, Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(ScanLimit);
        await LibraryScan.RunAsync(client, new SilentProgress(), limit.Token);

        var found = await client.GetAsync("/Items?recursive=true&includeItemTypes=Movie&searchTerm=Added", Token);
        Assert.Equal("Added Later", (string?)Assert.Single(found!["Items"]!.AsArray())!["Name"]);
        Assert.NotEqual(leader, await LeaderAsync());
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

    private async Task<string> LeaderAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var leaders = (await fixture.Cluster.StatusAsync(Token)).Replicas.Where(replica => replica.Leader).ToList();
            if (leaders.Count == 1)
            {
                return leaders[0].Id;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < LeaderLimit, $"{leaders.Count} leaders");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token);
        }
    }

    private static async Task GetUntilStoppedAsync(HttpClient client, ConcurrentQueue<string> answers, CancellationToken stop)
    {
        string[] paths = ["/Users/Me", "/Items?recursive=true&includeItemTypes=Movie&limit=20", "/UserViews", "/System/Info/Public"];
        for (var count = 0; !stop.IsCancellationRequested; count++)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(paths[count % paths.Length], UriKind.Relative), stop);
                answers.Enqueue(response.StatusCode.ToString());
            }
            catch (HttpRequestException exception)
            {
                answers.Enqueue(exception.Message);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                answers.Enqueue("no answer in time");
            }
        }
    }

    private static async Task WaitForAnswersAsync(ConcurrentQueue<string> answers, int count)
    {
        while (answers.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Token);
        return response.StatusCode;
    }
}
