using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Jellyfin.Failover.Tests.Playing;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

/// <summary>Replicas are in a network of their own, which need not be the users' home.</summary>
public sealed class HomeNetworkTests(ClusterFixture cluster) : Scenario(cluster)
{
    private const string Network = "/System/Configuration/network";
    private const string Name = "homebody";
    private const string Password = "at home";

    /// <summary>After them each replica knows what the other one makes.</summary>
    private static readonly TimeSpan SomeHeartbeats = TimeSpan.FromSeconds(3);

    [Fact(Timeout = 240_000)]
    public async Task Who_may_watch_at_home_only_is_at_home_also_when_another_replica_makes_the_stream()
    {
        var network = (await Cluster.Admin.GetAsync(Network, Token))!.AsObject();
        var home = network.DeepClone();
        home["LocalNetworkSubnets"] = new JsonArray(await OwnAddressAsync());
        var user = await CreateUserAsync();
        try
        {
            await Cluster.Admin.PostAsync(Network, home, Token);
            using var first = await LogInAsync("r1");
            using var second = await LogInAsync("r2");
            var stream = new SegmentStream(Cluster.Films[0], "home", "home");
            await SegmentStream.UntilNoneAsync(Cluster.Admin, SegmentStream.IdleLimit, Token);
            await stream.ReadAsync(first, 0, Token);
            Dictionary<string, int> before = [];
            await Wait.UntilAsync(async () => (before = await SegmentStream.MakersAsync(Cluster.Admin, Token)).Values.Sum() == 1, "one replica makes the stream", Patience, Token);

            await stream.ReadAsync(before.ContainsKey("r1") ? second : first, 1, Token);
            await Wait.LastAsync(SomeHeartbeats, Token);

            Assert.Equal(before, await SegmentStream.MakersAsync(Cluster.Admin, Token));
            await stream.StopAsync(first, Token);
        }
        finally
        {
            await Cluster.Admin.PostAsync(Network, network, Token);
            using var deleted = await Cluster.Admin.Http.DeleteAsync(new Uri($"/Users/{user}", UriKind.Relative), Token);
            deleted.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The other replica hears a moment later what the network is.</summary>
    private async Task<ServerClient> LogInAsync(string replica)
    {
        ServerClient? client = null;
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    client = await Cluster.LogInAsync(replica, replica, Name, Password, Token);
                }
                catch (ClusterException)
                {
                    // 403: as if from far away.
                }

                return client is not null;
            },
            $"the user may log in at {replica}",
            Patience,
            Token);
        return client!;
    }

    /// <summary>As the replicas see it.</summary>
    private async Task<string> OwnAddressAsync()
    {
        var replica = new Uri((await Cluster.Cluster.StatusAsync(Token)).Replicas[0].Url);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(replica.Host, replica.Port, Token);
        return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
    }

    private async Task<string> CreateUserAsync()
    {
        var user = await Cluster.Admin.PostAsync("/Users/New", new JsonObject { ["Name"] = Name, ["Password"] = Password }, Token);
        var policy = user!["Policy"]!.DeepClone();
        policy["EnableRemoteAccess"] = false;
        await Cluster.Admin.PostAsync($"/Users/{user["Id"]}/Policy", policy, Token);
        return (string)user["Id"]!;
    }
}
