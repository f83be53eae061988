using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Jellyfin.Testing;

/// <summary>
/// A user's policy, a library, the configuration, a device and a token: all that replicas keep in their caches, known to the second replica
/// before it is changed on the first one.
/// </summary>
public sealed class SharedChange : IDisposable
{
    private const string Password = "a password";

    private readonly ReplicaFixture _server;
    private readonly string _name;
    private readonly string _media = Directory.CreateTempSubdirectory("jellyfin-change-").FullName;
    private readonly HttpClient _elsewhere;
    private HttpClient _child = null!;
    private HttpClient _revoked = null!;
    private JsonElement _user;

    private SharedChange(ReplicaFixture server, string name)
    {
        _server = server;
        _name = name;
        _elsewhere = server.Replicas[1].CreateClient(server.Token);
    }

    /// <param name="server">At least two replicas.</param>
    /// <param name="name">Of what is made for it; a new one each time.</param>
    public static async Task<SharedChange> PrepareAsync(ReplicaFixture server, string name)
    {
        var change = new SharedChange(server, name);
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = name, Password });
        change._user = await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        change._child = await change.LogInAsync("child");
        change._revoked = await change.LogInAsync("revoked");
        if (await change.HoldsElsewhereAsync() || await change.IsRevokedAsync())
        {
            throw new InvalidOperationException("What is not changed yet holds already");
        }

        return change;
    }

    public async Task MakeAsync()
    {
        var client = _server.Client;
        var policy = _user.GetProperty("Policy").Deserialize<Dictionary<string, object>>()!;
        policy["EnableContentDownloading"] = false;
        await SendAsync(client.PostAsJsonAsync($"/Users/{_user.GetProperty("Id")}/Policy", policy));
        var settings = (await client.GetFromJsonAsync<Dictionary<string, object>>("/System/Configuration"))!;
        settings["ServerName"] = _name;
        await SendAsync(client.PostAsJsonAsync("/System/Configuration", settings));
        await SendAsync(client.PostAsJsonAsync($"/Library/VirtualFolders?name={_name}&collectionType=movies&paths={_media}&refreshLibrary=false", new { }));
        await SendAsync(client.PostAsJsonAsync($"/Devices/Options?id={_name}-child", new { CustomName = _name }));
        await SendAsync(client.DeleteAsync(new Uri($"/Devices?id={_name}-revoked", UriKind.Relative)));
    }

    /// <summary>Whether the second replica says the new of everything.</summary>
    public async Task<bool> HoldsElsewhereAsync()
    {
        var user = await _child.GetFromJsonAsync<JsonElement>("/Users/Me");
        return !user.GetProperty("Policy").GetProperty("EnableContentDownloading").GetBoolean()
            && (await _elsewhere.GetFromJsonAsync<JsonElement>("/System/Info/Public")).GetProperty("ServerName").GetString() == _name
            && (await _elsewhere.GetFromJsonAsync<JsonElement>("/Library/VirtualFolders")).EnumerateArray().Any(IsNew)
            && (await _elsewhere.GetFromJsonAsync<JsonElement>($"/Devices/Options?id={_name}-child")).GetProperty("CustomName").GetString() == _name
            && await IsRevokedAsync();
    }

    public void Dispose()
    {
        _elsewhere.Dispose();
        _child.Dispose();
        _revoked.Dispose();
        Directory.Delete(_media);
    }

    private bool IsNew(JsonElement library) => library.GetProperty("Name").GetString() == _name;

    private async Task<bool> IsRevokedAsync()
    {
        using var answer = await _revoked.GetAsync(new Uri("/Users/Me", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.Unauthorized;
    }

    private async Task<HttpClient> LogInAsync(string device)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(_server.Replicas[1], _name, Password, $"{_name}-{device}");
        return _server.Replicas[1].CreateClient(token, $"{_name}-{device}");
    }

    private static async Task SendAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        response.EnsureSuccessStatusCode();
    }
}
