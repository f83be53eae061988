using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<AccountServers>]
public sealed class LoginTests(TwoReplicas server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_from_one_replica_works_on_the_other_until_the_first_one_revokes_it()
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "to-be-revoked");
        using var first = server.Replicas[0].CreateClient(token, "to-be-revoked");
        using var second = server.Replicas[1].CreateClient(token, "to-be-revoked");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));

        using var logout = await first.PostAsync(new Uri("/Sessions/Logout", UriKind.Relative), content: null, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, logout.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(first));
        await RefusedSoonAsync(second);
    }

    [Fact]
    public async Task A_new_log_in_on_a_device_replaces_its_token_on_every_replica()
    {
        var (before, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "same-device");
        using var old = server.Replicas[0].CreateClient(before, "same-device");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(old));

        var (after, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "same-device");

        using var renewed = server.Replicas[0].CreateClient(after, "same-device");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(renewed));
        await RefusedSoonAsync(old);
    }

    [Theory]
    [InlineData("nobody", "secret")]
    [InlineData(ReplicaFixture.AdminName, "wrong")]
    public async Task Wrong_credentials_are_401_with_the_text_that_clients_know(string name, string password)
    {
        using var client = server.Replicas[0].CreateClient(token: null, "guesser");
        using var response = await client.PostAsJsonAsync("/Users/AuthenticateByName", new { Username = name, Pw = password }, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Error processing request.", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Who_does_not_say_which_device_it_is_gets_400()
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };
        using var response = await client.PostAsJsonAsync(
            "/Users/AuthenticateByName",
            new { Username = ReplicaFixture.AdminName, Pw = ReplicaFixture.AdminPassword },
            Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_body_the_answer_is_a_problem_document_and_with_one_that_is_no_JSON_it_is_415()
    {
        using var client = server.Replicas[0].CreateClient(token: null);
        var path = new Uri("/Users/AuthenticateByName", UriKind.Relative);
        using var empty = await client.PostAsync(path, content: null, Cancellation);
        using var text = await client.PostAsync(path, new StringContent("hello"), Cancellation);
        using var broken = await client.PostAsync(path, new StringContent("{", System.Text.Encoding.UTF8, "application/json"), Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (empty.StatusCode, empty.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Fact]
    public async Task The_answer_has_what_clients_need()
    {
        using var client = server.Replicas[0].CreateClient(token: null, "reader");
        using var response = await client.PostAsJsonAsync(
            "/users/authenticatebyname",
            new { username = ReplicaFixture.AdminName, Pw = ReplicaFixture.AdminPassword },
            Cancellation);
        var login = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.Matches("^[0-9a-f]{32}$", login.GetProperty("AccessToken").GetString());
        Assert.Equal(login.GetProperty("ServerId").GetString(), login.GetProperty("User").GetProperty("ServerId").GetString());
        Assert.True(login.GetProperty("User").GetProperty("Policy").GetProperty("IsAdministrator").GetBoolean());
        Assert.True(login.GetProperty("User").GetProperty("HasPassword").GetBoolean());
        Assert.Equal("reader", login.GetProperty("SessionInfo").GetProperty("DeviceId").GetString());
    }

    [Theory]
    [InlineData("ApiKey")]
    [InlineData("apikey")]
    [InlineData("api_key")]
    public async Task A_token_may_be_in_the_query(string name)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };
        using var response = await client.GetAsync(new Uri($"/Startup/Configuration?{name}={server.Token}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Emby-Token", "{0}")]
    [InlineData("X-MediaBrowser-Token", "{0}")]
    [InlineData("X-Emby-Authorization", "MediaBrowser Token=\"{0}\"")]
    [InlineData("Authorization", "MediaBrowser Token={0}")]
    [InlineData("Authorization", "Emby Client=\"a\", Token=\"{0}\"")]
    public async Task A_token_may_be_in_any_header_that_clients_use(string header, string value)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, string.Format(null, value, server.Token));
        using var response = await client.GetAsync(new Uri("/Startup/Configuration", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_401_without_a_body()
    {
        using var client = server.Replicas[0].CreateClient(token: null);
        using var response = await client.GetAsync(new Uri("/Startup/Configuration", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static Task<HttpStatusCode> StatusAsync(HttpClient client) => client.StatusAsync(HttpMethod.Get, "/Startup/Configuration");

    /// <summary>Long before the cached token would expire by itself.</summary>
    private static Task RefusedSoonAsync(HttpClient client)
        => Eventually.IsTrueAsync(async () => await StatusAsync(client) == HttpStatusCode.Unauthorized, "the token is refused");
}
