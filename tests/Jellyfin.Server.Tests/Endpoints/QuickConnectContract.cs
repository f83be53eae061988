using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

/// <summary>The person is on the first replica, the device often on the last.</summary>
public abstract class QuickConnectContract(ReplicaFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_on_one_replica_is_let_in_from_the_other_once()
    {
        using var device = server.Replicas[0].CreateClient(token: null, "living-room-tv");
        Assert.True(await device.GetFromJsonAsync<bool>("/QuickConnect/Enabled", Cancellation));
        var request = await InitiateAsync(device);
        var secret = request.GetProperty("Secret").GetString();
        Assert.Matches("^[0-9]{6}$", request.GetProperty("Code").GetString());
        Assert.False(request.GetProperty("Authenticated").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await LogInAsync(device, secret)).StatusCode);

        using var person = server.Replicas[^1].CreateClient(server.Token);
        using var authorized = await person.PostAsync(new Uri($"/QuickConnect/Authorize?code={request.GetProperty("Code")}", UriKind.Relative), null, Cancellation);
        Assert.Equal("true", await authorized.Content.ReadAsStringAsync(Cancellation));

        var state = await device.GetFromJsonAsync<JsonElement>($"/QuickConnect/Connect?Secret={secret}", Cancellation);
        Assert.True(state.GetProperty("Authenticated").GetBoolean());
        using var login = await LogInAsync(device, secret);
        var result = await login.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("living-room-tv", result.GetProperty("SessionInfo").GetProperty("DeviceId").GetString());
        using var loggedIn = server.Replicas[^1].CreateClient(result.GetProperty("AccessToken").GetString(), "living-room-tv");
        Assert.Equal(ReplicaFixture.AdminName, (await loggedIn.GetFromJsonAsync<JsonElement>("/Users/Me", Cancellation)).GetProperty("Name").GetString());

        Assert.Equal(HttpStatusCode.NotFound, (await LogInAsync(device, secret)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await device.GetAsync(new Uri($"/QuickConnect/Connect?secret={secret}", UriKind.Relative), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        using var device = server.Replicas[0].CreateClient(token: null, "tv-1");
        var code = (await InitiateAsync(device)).GetProperty("Code").GetString();

        var answers = await Task.WhenAll(AuthorizeAsync(server.Replicas[0], code), AuthorizeAsync(server.Replicas[^1], code));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Single(answers, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_guesses_codes_is_stopped_whichever_replica_he_asks()
    {
        await server.Client.PostAsJsonAsync("/Users/New", new { Name = "guesser", Password = "a password" }, Cancellation);
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], "guesser", "a password", "guesser");
        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 21; number++)
        {
            answers.Add(await AuthorizeAsync(server.Replicas[number % server.Replicas.Count], "no code", token));
        }

        Assert.All(answers[..20], answer => Assert.Equal(HttpStatusCode.NotFound, answer));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[20]);
        Assert.Equal(HttpStatusCode.NotFound, await AuthorizeAsync(server.Replicas[0], "no code"));
    }

    [Fact]
    public async Task An_administrator_switches_it_off_on_every_replica()
    {
        using var device = server.Replicas[^1].CreateClient(token: null, "tv-off");
        await SetAvailableAsync(false);
        try
        {
            await Eventually.IsTrueAsync(async () => !await device.GetFromJsonAsync<bool>("/QuickConnect/Enabled", Cancellation), "it is off");
            using var refused = await device.PostAsync(new Uri("/QuickConnect/Initiate", UriKind.Relative), null, Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await AuthorizeAsync(server.Replicas[^1], "123456"));
            Assert.Equal(HttpStatusCode.Unauthorized, (await LogInAsync(device, "secret")).StatusCode);
        }
        finally
        {
            await SetAvailableAsync(true);
            await Eventually.IsTrueAsync(() => device.GetFromJsonAsync<bool>("/QuickConnect/Enabled", Cancellation), "it is on");
        }
    }

    [Fact]
    public async Task Unknown_codes_and_secrets_are_404_and_a_device_without_a_name_is_400()
    {
        using var device = server.Replicas[0].CreateClient(token: null, "tv-1");
        using var connect = await device.GetAsync(new Uri("/QuickConnect/Connect?secret=nope", UriKind.Relative), Cancellation);
        using var nameless = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };
        using var initiate = await nameless.PostAsync(new Uri("/QuickConnect/Initiate", UriKind.Relative), null, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, connect.StatusCode);
        Assert.Equal("\"Unknown secret\"", await connect.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, await AuthorizeAsync(server.Replicas[0], "not a code"));
        Assert.Equal(HttpStatusCode.BadRequest, initiate.StatusCode);
    }

    protected static async Task<JsonElement> InitiateAsync(HttpClient device)
    {
        using var response = await device.PostAsync(new Uri("/QuickConnect/Initiate", UriKind.Relative), null, Cancellation);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    protected static Task<HttpResponseMessage> LogInAsync(HttpClient device, string? secret)
        => device.PostAsJsonAsync("/Users/AuthenticateWithQuickConnect", new { Secret = secret }, Cancellation);

    private async Task SetAvailableAsync(bool isAvailable)
    {
        var settings = await server.Client.GetFromJsonAsync<Dictionary<string, object>>("/System/Configuration", Cancellation);
        settings!["QuickConnectAvailable"] = isAvailable;
        (await server.Client.PostAsJsonAsync("/System/Configuration", settings, Cancellation)).EnsureSuccessStatusCode();
    }

    protected async Task<HttpStatusCode> AuthorizeAsync(Replica replica, string? code, string? token = null)
    {
        using var person = replica.CreateClient(token ?? server.Token);
        using var response = await person.PostAsync(new Uri($"/QuickConnect/Authorize?code={code}", UriKind.Relative), null, Cancellation);
        return response.StatusCode;
    }
}
