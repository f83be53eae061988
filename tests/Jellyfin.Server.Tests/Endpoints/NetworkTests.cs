using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Jellyfin.LocalCluster;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class NetworkTests(NetworkTests.Server server) : IClassFixture<NetworkTests.Server>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_in_the_local_network_finds_the_server_and_gets_one_answer()
    {
        using var socket = new UdpClient();
        await socket.SendAsync(Encoding.UTF8.GetBytes("Who is JellyfinServer?"), "127.0.0.1", server.DiscoveryPort, Cancellation);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        var answer = JsonDocument.Parse((await socket.ReceiveAsync(limit.Token)).Buffer).RootElement;

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        silence.CancelAfter(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await socket.ReceiveAsync(silence.Token));

        Assert.Equal(["Address", "Id", "Name", "EndpointAddress"], answer.EnumerateObject().Select(property => property.Name));
        Assert.Contains(answer.GetProperty("Address").GetString(), server.Replicas.Select(replica => replica.Url));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("EndpointAddress").ValueKind);
        var info = await server.Client.GetFromJsonAsync<JsonElement>("/System/Info/Public", Cancellation);
        Assert.Equal(info.GetProperty("Id").GetString(), answer.GetProperty("Id").GetString());
    }

    [Fact]
    public async Task A_proxy_on_this_machine_says_who_asks_and_for_which_address()
    {
        using var client = server.Replicas[0].CreateClient(server.Token);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "media.example.org");

        var info = await client.GetFromJsonAsync<JsonElement>("/System/Info/Public", Cancellation);
        var endpoint = await client.GetFromJsonAsync<JsonElement>("/System/Endpoint", Cancellation);

        Assert.Equal("https://media.example.org", info.GetProperty("LocalAddress").GetString());
        Assert.False(endpoint.GetProperty("IsInNetwork").GetBoolean());
    }

    [Fact]
    public async Task A_base_URL_can_be_put_before_every_path()
    {
        await SetAsync("BaseUrl", "/media");

        using var response = await EventuallyAsync("/Media/System/Info/Public");

        var info = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(server.Replicas[0].Url + "/Media", info.GetProperty("LocalAddress").GetString());
        await SetAsync("BaseUrl", "");
    }

    [Fact]
    public async Task A_web_page_of_any_origin_may_call_the_server()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/System/Info/Public");
        request.Headers.Add("Origin", "https://app.example.org");
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Without_remote_access_a_load_balancer_that_is_not_in_the_local_network_still_hears_which_replicas_are_well()
    {
        await SetAsync("EnableRemoteAccess", false);
        try
        {
            await RemoteClientsGetAsync(HttpStatusCode.Forbidden);

            foreach (var replica in server.Replicas)
            {
                Assert.Equal(HttpStatusCode.OK, await RemoteStatusAsync(replica, "/health"));
                Assert.Equal(HttpStatusCode.OK, await RemoteStatusAsync(replica, "/health/ready?drain=404"));
                Assert.Equal(HttpStatusCode.Forbidden, await RemoteStatusAsync(replica, "/healthy"));
            }
        }
        finally
        {
            await SetAsync("EnableRemoteAccess", true);
            await RemoteClientsGetAsync(HttpStatusCode.OK);
        }
    }

    private async Task RemoteClientsGetAsync(HttpStatusCode wanted)
    {
        foreach (var replica in server.Replicas)
        {
            await Eventually.IsTrueAsync(async () => await RemoteStatusAsync(replica, "/System/Info/Public") == wanted, $"remote clients get {wanted}");
        }
    }

    private async Task<HttpStatusCode> RemoteStatusAsync(Replica replica, string path)
    {
        using var remote = replica.CreateClient(server.Token);
        remote.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var response = await remote.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    /// <summary>Until each replica knows it: the other tests of this class run in any order on the same ones.</summary>
    private async Task SetAsync(string option, object value)
    {
        var network = await server.Client.GetFromJsonAsync<Dictionary<string, JsonElement>>("/System/Configuration/network", Cancellation);
        var wanted = JsonSerializer.SerializeToElement(value);
        network![option] = wanted;
        using var saved = await server.Client.PostAsJsonAsync("/System/Configuration/network", network, Cancellation);
        saved.EnsureSuccessStatusCode();
        foreach (var replica in server.Replicas)
        {
            using var client = replica.CreateClient(server.Token);
            await Eventually.IsTrueAsync(
                async () => JsonElement.DeepEquals((await client.GetFromJsonAsync<JsonElement>("/System/Configuration/network", Cancellation)).GetProperty(option), wanted),
                $"{option} is {wanted}");
        }
    }

    private async Task<HttpResponseMessage> EventuallyAsync(string path)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            if (response.IsSuccessStatusCode || TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(10))
            {
                return response;
            }

            response.Dispose();
        }
    }

    public sealed class Server(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        public int DiscoveryPort { get; } = FreePort.Next();

        protected override int ReplicaCount => 2;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Network__DiscoveryPort"] = DiscoveryPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
