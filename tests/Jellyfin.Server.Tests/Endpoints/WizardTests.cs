using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class WizardTests(FreshReplica server) : IClassFixture<FreshReplica>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wizard_is_open_until_it_is_complete()
    {
        using var client = server.Replicas[0].CreateClient(token: null);
        Assert.Equal(HttpStatusCode.NotFound, (await PostUserAsync(client, "someone", "secret")).StatusCode);

        var user = await client.GetFromJsonAsync<JsonElement>("/Startup/User", Cancellation);
        Assert.NotEmpty(user.GetProperty("Name").GetString()!);
        Assert.False(user.TryGetProperty("Password", out _));

        Assert.Equal(HttpStatusCode.BadRequest, (await PostUserAsync(client, ReplicaFixture.AdminName, "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostUserAsync(client, "bad/name", "secret")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PostUserAsync(client, ReplicaFixture.AdminName, "secret")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostUserAsync(client, ReplicaFixture.AdminName, "other")).StatusCode);

        var configuration = new { ServerName = "home", UICulture = "de-DE", MetadataCountryCode = "DE", PreferredMetadataLanguage = "de" };
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/Startup/Configuration", configuration, Cancellation)).StatusCode);
        var saved = await client.GetFromJsonAsync<JsonElement>("/Startup/Configuration", Cancellation);
        Assert.Equal("de-DE", saved.GetProperty("UICulture").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/Startup/RemoteAccess", new { EnableRemoteAccess = true }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync(new Uri("/Startup/Complete", UriKind.Relative), null, Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/Startup/Configuration", UriKind.Relative), Cancellation)).StatusCode);
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, "secret");
        using var administrator = server.Replicas[0].CreateClient(token);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync(new Uri("/Startup/Configuration", UriKind.Relative), Cancellation)).StatusCode);
    }

    private static Task<HttpResponseMessage> PostUserAsync(HttpClient client, string name, string password)
        => client.PostAsJsonAsync("/Startup/User", new { Name = name, Password = password }, Cancellation);
}
