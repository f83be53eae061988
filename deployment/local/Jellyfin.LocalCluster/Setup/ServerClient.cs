using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Jellyfin.LocalCluster.Setup;

/// <summary>Talks to the server as any client does. A refusal is a <see cref="ClusterException"/> that names the request.</summary>
public sealed class ServerClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;
    private readonly string _device;

    public ServerClient(string url, string device = "local-cluster")
    {
        _http = new HttpClient { BaseAddress = new Uri(url), Timeout = Limit };
        _device = device;
        SetToken(null);
    }

    /// <summary>The client itself, for requests whose failure is expected.</summary>
    public HttpClient Http => _http;

    public string? Token { get; private set; }

    /// <summary>Takes a new token and uses it from now on. Returns the user's id.</summary>
    public async Task<string> LogInAsync(string name, string password, CancellationToken cancellationToken)
    {
        var answer = await PostAsync("/Users/AuthenticateByName", new JsonObject { ["Username"] = name, ["Pw"] = password }, cancellationToken);
        SetToken((string?)answer!["AccessToken"]);
        return (string)answer["User"]!["Id"]!;
    }

    public void SetToken(string? token)
    {
        Token = token;
        var identity = $"Client=\"Local cluster\", Device=\"Console\", DeviceId=\"{_device}\", Version=\"1.0.0\"";
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("MediaBrowser", token is null ? identity : $"{identity}, Token=\"{token}\"");
    }

    public async Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    /// <summary>Null for an answer without a body.</summary>
    public async Task<JsonNode?> PostAsync(string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ClusterException($"{response.RequestMessage!.Method} {path.Split('?')[0]} was answered {(int)response.StatusCode} {text}".Trim());
        }

        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
