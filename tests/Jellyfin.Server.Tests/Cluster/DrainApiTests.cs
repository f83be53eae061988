using System.Net;
using System.Net.Http.Json;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Cluster;

public sealed class DrainApiTests(TwoReplicas server) : IClassFixture<TwoReplicas>, IAsyncLifetime
{
    private const int Patience = 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
        => await Eventually.IsTrueAsync(async () => await StatusAsync(0, "/health/ready") == 200 && await StatusAsync(1, "/health/ready") == 200, "both are ready", Patience);

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in server.Replicas)
        {
            await OrderAsync(replica.Id, "Undrain");
        }
    }

    [Fact]
    public async Task Any_replica_takes_the_order_to_drain_another_which_still_answers_and_comes_back()
    {
        await DrainAsync("replica-2");

        await Eventually.IsTrueAsync(async () => await StatusAsync(1, "/health/ready") == 503, "it is not ready", Patience);
        Assert.Equal(404, await StatusAsync(1, "/health/ready?drain=404"));
        Assert.Equal(200, await StatusAsync(1, "/System/Info/Public"));
        Assert.Equal(200, await StatusAsync(0, "/health/ready"));
        Assert.Contains("\njellyfin_replica_draining 1\n", await MetricsAsync(1), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, await OrderAsync("replica-2", "Undrain"));
        await Eventually.IsTrueAsync(async () => await StatusAsync(1, "/health/ready") == 200, "it is ready again", Patience);
        Assert.Contains("\njellyfin_replica_draining 0\n", await MetricsAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_leader_hands_over_when_it_drains()
    {
        var leader = -1;
        await Eventually.IsTrueAsync(async () => (leader = await LeadsAsync(0) ? 0 : await LeadsAsync(1) ? 1 : -1) >= 0, "somebody leads", Patience);

        await DrainAsync(server.Replicas[leader].Id);

        await Eventually.IsTrueAsync(async () => !await LeadsAsync(leader) && await LeadsAsync(1 - leader), "the other one leads", Patience);
    }

    [Fact]
    public async Task Web_sockets_are_sent_elsewhere()
    {
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[1], "/socket?ApiKey=" + server.Token);
        await socket.ReceiveAsync("ForceKeepAlive");

        await DrainAsync("replica-2");

        await socket.WaitForEndAsync();
    }

    [Fact]
    public async Task Nobody_drains_the_last_replica_or_one_that_is_not_there()
    {
        await DrainAsync("replica-1");
        Assert.Equal(HttpStatusCode.Conflict, await OrderAsync("replica-2", "Drain"));
        Assert.Equal(200, await StatusAsync(1, "/health/ready"));
        Assert.Equal(HttpStatusCode.NotFound, await OrderAsync("nobody", "Drain"));
        Assert.Equal(HttpStatusCode.NotFound, await OrderAsync("nobody", "Undrain"));
    }

    [Fact]
    public async Task Only_administrators_give_orders()
    {
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = "drainer", Password = "drainer" }, Cancel);
        created.EnsureSuccessStatusCode();
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], "drainer", "drainer", "drainer");
        using var user = server.Replicas[0].CreateClient(token, "drainer");
        using var nobody = server.Replicas[0].CreateClient(null);

        Assert.Equal(HttpStatusCode.Forbidden, await user.StatusAsync(HttpMethod.Post, "/Cluster/Replicas/replica-2/Drain"));
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.StatusAsync(HttpMethod.Post, "/Cluster/Replicas/replica-2/Drain"));
        Assert.Equal(200, await StatusAsync(1, "/health/ready"));
    }

    /// <summary>A replica that was drained just now is ready a heartbeat before the others know.</summary>
    private Task DrainAsync(string replica)
        => Eventually.IsTrueAsync(async () => await OrderAsync(replica, "Drain") == HttpStatusCode.Accepted, "the order is taken", Patience);

    private Task<HttpStatusCode> OrderAsync(string replica, string order)
        => server.Client.StatusAsync(HttpMethod.Post, $"/Cluster/Replicas/{replica}/{order}");

    private async Task<int> StatusAsync(int replica, string path)
    {
        using var client = server.Replicas[replica].CreateClient(null);
        return (int)await client.StatusAsync(HttpMethod.Get, path);
    }

    private async Task<bool> LeadsAsync(int replica) => (await MetricsAsync(replica)).Contains("\njellyfin_task_leader 1\n", StringComparison.Ordinal);

    private async Task<string> MetricsAsync(int replica)
    {
        using var client = server.Replicas[replica].CreateClient(null);
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
    }
}
