using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Server.Tests.SyncPlay;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.Endpoints;

/// <summary>The parties are on different replicas.</summary>
[Collection<AccountServers>]
public sealed class QuickConnectTests(TwoReplicas server) : QuickConnectContract(server)
{
    private readonly TwoReplicas _server = server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replica_that_dies_between_the_steps_changes_nothing()
    {
        var replica = _server.Replicas[1];
        using var device = replica.CreateClient(token: null, "tv-kill");
        var request = await InitiateAsync(device);
        var secret = request.GetProperty("Secret").GetString();
        await replica.KillAsync(Cancellation);

        using var elsewhere = _server.Replicas[0].CreateClient(token: null, "tv-kill");
        Assert.False((await elsewhere.GetFromJsonAsync<JsonElement>($"/QuickConnect/Connect?secret={secret}", Cancellation)).GetProperty("Authenticated").GetBoolean());
        await replica.StartAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, await AuthorizeAsync(replica, request.GetProperty("Code").GetString()));
        await replica.KillAsync(Cancellation);
        using var login = await LogInAsync(elsewhere, secret);
        await replica.StartAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Fact]
    public async Task A_request_that_has_expired_is_forgotten_on_every_replica()
    {
        using var device = _server.Replicas[0].CreateClient(token: null, "tv-late");
        var request = await InitiateAsync(device);
        var secret = request.GetProperty("Secret").GetString()!;
        await using var services = SharedState.Of(_server.Replicas[0]);
        var store = services.GetRequiredService<ISharedStore>();
        var key = new SharedKey("quick-connect-requests", Convert.ToHexStringLower(TokenText.Hash(secret)));

        // Ten minutes later.
        await store.SetAsync(key, (await store.GetAsync(key, Cancellation))!, TimeSpan.FromMilliseconds(1), Cancellation);

        using var elsewhere = _server.Replicas[1].CreateClient(token: null, "tv-late");
        await Eventually.IsTrueAsync(
            async () => await elsewhere.StatusAsync(HttpMethod.Get, $"/QuickConnect/Connect?secret={secret}") == HttpStatusCode.NotFound,
            "the request has expired",
            seconds: 30);
        Assert.Equal(HttpStatusCode.NotFound, await AuthorizeAsync(_server.Replicas[1], request.GetProperty("Code").GetString()));
        using var login = await LogInAsync(elsewhere, secret);
        Assert.Equal(HttpStatusCode.NotFound, login.StatusCode);
    }
}

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class QuickConnectAloneTests(OneWithoutRedis server) : QuickConnectContract(server);

/// <summary>Quick Connect where the operator has switched it off.</summary>
public sealed class QuickConnectFlagTests(QuickConnectFlagTests.WithoutQuickConnect server) : IClassFixture<QuickConnectFlagTests.WithoutQuickConnect>
{
    [Fact]
    public async Task It_is_off_whatever_the_configuration_says()
    {
        Assert.False(await server.Client.GetFromJsonAsync<bool>("/QuickConnect/Enabled", TestContext.Current.CancellationToken));
        using var refused = await server.Client.PostAsync(new Uri("/QuickConnect/Initiate", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    public sealed class WithoutQuickConnect(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["HighAvailability__QuickConnect"] = "false" };
    }
}
