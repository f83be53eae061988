using System.Collections.Concurrent;
using System.Net.WebSockets;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

/// <summary>What operators do to a running cluster; no client may notice.</summary>
public sealed class MaintenanceTests(ClusterFixture fixture) : IAsyncLifetime
{
    private const int Workers = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await fixture.RepairAsync();

    [Fact(Timeout = 180_000)]
    public async Task No_request_fails_while_all_replicas_are_restarted_one_after_the_other()
    {
        using var client = await fixture.LogInAsync(null, "restart-load", Token);
        var answers = new ConcurrentQueue<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = Enumerable.Range(0, Workers).Select(worker => AskUntilStoppedAsync(client, worker, answers, stop.Token)).ToArray();
        var before = (await fixture.Cluster.StatusAsync(Token)).Replicas;

        await fixture.Cluster.RollingRestartAsync(Token);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        var after = (await fixture.Cluster.StatusAsync(Token)).Replicas;
        Assert.All(before.Zip(after), pair => Assert.NotEqual(pair.First.Pid, pair.Second.Pid));
        Assert.All(after, replica => Assert.True(replica.Ready));
        Assert.Equal([], answers.Where(answer => answer != "ok").Distinct());
        Assert.True(answers.Count > 200, $"only {answers.Count} requests");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_drained_replica_sends_its_web_sockets_elsewhere_ends_its_downloads_and_comes_back()
    {
        using var client = await fixture.LogInAsync("r1", "drained", Token);
        var balancer = new Uri((await fixture.Cluster.StatusAsync(Token)).Url);
        var (socket, other) = (await ConnectAsync(balancer, client, "r1"), await ConnectAsync(balancer, client, "r2"));
        SlowDownload.Pad(Path.Combine(fixture.Media, "Movies", "The Long Afternoon (2021)", "The Long Afternoon (2021).mp4"));
        using var download = await SlowDownload.StartAsync(balancer, client, "r1", Token);

        await fixture.Cluster.DrainAsync("r1", Token);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await EndAsync(socket));
        Assert.Equal(WebSocketState.Open, other.State);
        for (var request = 0; request < 10; request++)
        {
            Assert.Equal("r2", await ServedByAsync(balancer));
        }

        Assert.Equal(200, await StatusAsync(client, "/System/Info/Public"));
        Assert.Equal(download.Length, await download.FinishAsync(Token));

        await fixture.Cluster.UndrainAsync("r1", Token);
        Assert.Contains("r1", new[] { await ServedByAsync(balancer), await ServedByAsync(balancer) });
        socket.Dispose();
        other.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_last_replica_that_is_ready_is_not_drained()
    {
        await fixture.Cluster.DrainAsync("r1", Token);
        try
        {
            await Assert.ThrowsAsync<ClusterException>(() => fixture.Cluster.DrainAsync("r2", Token));
            Assert.True((await fixture.Cluster.StatusAsync(Token)).Replicas[1].Ready);
        }
        finally
        {
            await fixture.Cluster.UndrainAsync("r1", Token);
        }
    }

    private static async Task AskUntilStoppedAsync(ServerClient client, int worker, ConcurrentQueue<string> answers, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // One of them writes: HAProxy repeats a GET, a POST only when it was never sent.
                using var response = worker == 0
                    ? await client.Http.PostAsync(new Uri("/Sessions/Capabilities?playableMediaTypes=Video", UriKind.Relative), null, Token)
                    : await client.Http.GetAsync(new Uri("/Items?recursive=true&includeItemTypes=Movie&limit=20", UriKind.Relative), Token);
                answers.Enqueue(response.IsSuccessStatusCode ? "ok" : $"{response.RequestMessage!.Method} {response.StatusCode}");
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !Token.IsCancellationRequested)
            {
                answers.Enqueue(exception.Message);
            }
        }
    }

    /// <summary>Through the balancer, as often as it takes to get to that replica.</summary>
    private static async Task<ClientWebSocket> ConnectAsync(Uri balancer, ServerClient client, string replica)
    {
        while (true)
        {
            var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(new UriBuilder(balancer) { Scheme = "ws", Path = "/socket", Query = "ApiKey=" + client.Token }.Uri, Token);
            if (socket.HttpResponseHeaders!["X-Served-By"].Single() == replica)
            {
                return socket;
            }

            socket.Abort();
            socket.Dispose();
        }
    }

    private static async Task<WebSocketCloseStatus?> EndAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), Token)).MessageType != WebSocketMessageType.Close)
        {
        }

        return socket.CloseStatus;
    }

    private static async Task<string> ServedByAsync(Uri balancer)
    {
        using var client = new HttpClient { BaseAddress = balancer };
        using var response = await client.GetAsync(new Uri("/System/Info/Public", UriKind.Relative), Token);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("X-Served-By").Single();
    }

    private static async Task<int> StatusAsync(ServerClient client, string path)
    {
        using var response = await client.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
        return (int)response.StatusCode;
    }
}
