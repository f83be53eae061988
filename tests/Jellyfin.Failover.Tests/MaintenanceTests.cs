using System.Net.WebSockets;
using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

/// <summary>What operators do to a running cluster; no client may notice.</summary>
public sealed class MaintenanceTests(ClusterFixture cluster) : Scenario(cluster)
{
    /// <summary>The balancer asks each second and believes the second refusal.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(4);

    [Fact(Timeout = 180_000)]
    public async Task No_request_fails_while_all_replicas_are_restarted_one_after_the_other()
    {
        using var row = new ReportRow("Rolling restart", "every replica drained, stopped and started, one after the other, under load, while a transcoded film plays");
        var before = (await Cluster.Cluster.StatusAsync(Token)).Replicas;
        await using var load = await ClientLoad.StartAsync(Cluster, Token, viewers: 1);

        await Cluster.Cluster.RollingRestartAsync(Token);

        var after = (await Cluster.Cluster.StatusAsync(Token)).Replicas;
        row.Claim("all are new processes", before.Zip(after).All(pair => pair.First.Pid != pair.Second.Pid));
        var seen = await load.StopAsync(Token);
        row.Clients(seen);
        row.Claim("no write failed", seen.FailedWrites.Count == 0);
        row.Check();
    }

    [Fact(Timeout = 120_000)]
    public async Task Streams_go_on_while_their_replica_is_drained()
    {
        using var row = new ReportRow("Drain while streams run", "each replica drained and taken back, one after the other, under load, while two transcoded films play");
        await using var load = await ClientLoad.StartAsync(Cluster, Token, viewers: 2);

        var asked = Now();
        await Cluster.Cluster.DrainAsync("r1", Token);
        row.Measure("no new requests", TimeProvider.System.GetElapsedTime(asked), DrainLimit);
        await load.WaitForAnswersAsync(5, Token);
        await Cluster.Cluster.UndrainAsync("r1", Token);
        await Cluster.Cluster.DrainAsync("r2", Token);
        await load.WaitForAnswersAsync(5, Token);
        await Cluster.Cluster.UndrainAsync("r2", Token);

        var seen = await load.StopAsync(Token);
        row.Clients(seen);
        row.Claim("no write failed", seen.FailedWrites.Count == 0);
        row.Check();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_drained_replica_sends_its_web_sockets_elsewhere_ends_its_downloads_and_comes_back()
    {
        using var client = await Cluster.LogInAsync("r1", "drained", Token);
        var balancer = new Uri((await Cluster.Cluster.StatusAsync(Token)).Url);
        var (socket, other) = (await ConnectAsync(balancer, client, "r1"), await ConnectAsync(balancer, client, "r2"));
        SlowDownload.Pad(Path.Combine(Cluster.Media, "Movies", "The Long Afternoon (2021)", "The Long Afternoon (2021).mp4"));
        using var download = await SlowDownload.StartAsync(balancer, client, "r1", Token);

        await Cluster.Cluster.DrainAsync("r1", Token);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await EndAsync(socket));
        Assert.Equal(WebSocketState.Open, other.State);
        for (var request = 0; request < 10; request++)
        {
            Assert.Equal("r2", await ServedByAsync(balancer));
        }

        Assert.Equal(200, await StatusAsync(client, "/System/Info/Public"));
        Assert.Equal(download.Length, await download.FinishAsync(Token));

        await Cluster.Cluster.UndrainAsync("r1", Token);
        // It is up at once; its weight is back when the balancer has asked its agent.
        await Wait.UntilAsync(async () => await ServedByAsync(balancer) == "r1", "r1 gets requests again", Patience, Token);
        socket.Dispose();
        other.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_last_replica_that_is_ready_is_not_drained()
    {
        await Cluster.Cluster.DrainAsync("r1", Token);
        try
        {
            await Assert.ThrowsAsync<ClusterException>(() => Cluster.Cluster.DrainAsync("r2", Token));
            Assert.True((await Cluster.Cluster.StatusAsync(Token)).Replicas[1].Ready);
        }
        finally
        {
            await Cluster.Cluster.UndrainAsync("r1", Token);
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
