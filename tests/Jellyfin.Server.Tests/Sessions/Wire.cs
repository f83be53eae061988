using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Requests in few words.</summary>
internal static class Wire
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<JsonElement> ReadAsync(this HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path, Cancellation);

    /// <summary>Expects 204.</summary>
    public static async Task SendAsync(this HttpClient client, string path, object? body = null)
    {
        using var response = await client.PostAsJsonAsync(path, body ?? new { }, Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.NoContent, $"{response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
    }

    /// <summary>Expects 200 and returns the body.</summary>
    public static async Task<JsonElement> AskAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    /// <summary>The names of an object's fields, in their order.</summary>
    public static string Names(this JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));
}
