using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;
using Npgsql;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<AccountServers>]
public sealed class DeviceTests(TwoReplicas server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_is_listed_renamed_and_removed_with_its_log_in()
    {
        const string Id = "some/odd?device=id";
        var escaped = Uri.EscapeDataString(Id);
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, Id);
        using var device = server.Replicas[1].CreateClient(token, Id);
        Assert.Equal(HttpStatusCode.OK, await device.StatusAsync(HttpMethod.Get, "/Users/Me"));

        var listed = (await server.Client.GetFromJsonAsync<JsonObject>("/Devices", Cancellation))!["Items"]!.AsArray();
        Assert.Equal("Test device", listed.Single(entry => entry!["Id"]!.GetValue<string>() == Id)!["Name"]!.GetValue<string>());

        (await server.Client.PostAsJsonAsync($"/Devices/Options?id={escaped}", new { CustomName = "Kitchen" }, Cancellation)).EnsureSuccessStatusCode();
        var info = await server.Client.GetFromJsonAsync<JsonElement>($"/Devices/Info?id={escaped}", Cancellation);
        Assert.Equal("Kitchen", info.GetProperty("CustomName").GetString());
        Assert.Equal(ReplicaFixture.AdminName, info.GetProperty("LastUserName").GetString());
        Assert.Empty(info.GetProperty("Capabilities").GetProperty("PlayableMediaTypes").EnumerateArray());

        (await server.Client.DeleteAsync(new Uri($"/Devices?id={escaped}", UriKind.Relative), Cancellation)).EnsureSuccessStatusCode();
        await RefusedSoonAsync(device, "/Users/Me");
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Get, $"/Devices/Info?id={escaped}"));
    }

    [Fact]
    public async Task A_key_works_as_an_administrator_on_every_replica_until_it_is_revoked_and_is_nowhere_in_the_database()
    {
        (await server.Client.PostAsync(new Uri("/Auth/Keys?app=probe", UriKind.Relative), null, Cancellation)).EnsureSuccessStatusCode();
        var keys = (await server.Client.GetFromJsonAsync<JsonObject>("/Auth/Keys", Cancellation))!["Items"]!.AsArray();
        var key = keys.Single(entry => entry!["AppName"]!.GetValue<string>() == "probe")!["AccessToken"]!.GetValue<string>();
        Assert.Matches("^[0-9a-f]{32}$", key);

        using var program = new HttpClient { BaseAddress = new Uri(server.Replicas[1].Url) };
        program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"MediaBrowser Token=\"{key}\"");
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync(HttpMethod.Get, "/Devices"));
        Assert.Equal(HttpStatusCode.BadRequest, await program.StatusAsync(HttpMethod.Get, "/Users/Me"));
        Assert.DoesNotContain(key, await ReadTablesAsync(), StringComparison.OrdinalIgnoreCase);

        (await server.Client.DeleteAsync(new Uri($"/Auth/Keys/{key}", UriKind.Relative), Cancellation)).EnsureSuccessStatusCode();
        await RefusedSoonAsync(program, "/Devices");
    }

    [Fact]
    public async Task Preferences_are_kept_for_each_client()
    {
        const string Path = "/DisplayPreferences/usersettings?client=";
        using var second = server.Replicas[1].CreateClient(server.Token);
        var fresh = await server.Client.GetFromJsonAsync<JsonObject>(Path + "emby", Cancellation);
        Assert.Equal("3ce5b65d-e116-d731-65d1-efc4a30ec35c", fresh!["Id"]!.GetValue<string>());
        Assert.Equal("stable", fresh["CustomPrefs"]!["chromecastVersion"]!.GetValue<string>());

        fresh["CustomPrefs"]!["homesection0"] = "smalllibrarytiles";
        (await server.Client.PostAsJsonAsync(Path + "emby", fresh, Cancellation)).EnsureSuccessStatusCode();

        var saved = await second.GetFromJsonAsync<JsonObject>(Path + "emby", Cancellation);
        Assert.Equal("smalllibrarytiles", saved!["CustomPrefs"]!["homesection0"]!.GetValue<string>());
        var other = await second.GetFromJsonAsync<JsonObject>(Path + "other", Cancellation);
        Assert.False(other!["CustomPrefs"]!.AsObject().ContainsKey("homesection0"));
    }

    private async Task<string> ReadTablesAsync()
    {
        await using var source = NpgsqlDataSource.Create(server.Database);
        await using var command = source.CreateCommand("SELECT (SELECT string_agg(k::text, ' ') FROM api_keys k) || (SELECT string_agg(t::text, ' ') FROM access_tokens t)");
        return (string)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>Long before the cached token would expire by itself.</summary>
    private static Task RefusedSoonAsync(HttpClient client, string path)
        => Eventually.IsTrueAsync(async () => await client.StatusAsync(HttpMethod.Get, path) == HttpStatusCode.Unauthorized, "the token is refused");
}
