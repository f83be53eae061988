using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Tasks;

/// <summary>"Scheduled Tasks" as an administrator of one replica sees them.</summary>
internal sealed class TaskClient(Replica replica, string token) : IDisposable
{
    private readonly HttpClient _client = replica.CreateClient(token);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<JsonElement> FindAsync(string key)
        => (await _client.GetFromJsonAsync<JsonElement>("/ScheduledTasks", Cancel)).EnumerateArray().Single(task => task.GetProperty("Key").GetString() == key);

    public async Task StartAsync(string key) => (await _client.PostAsync(await RunningAsync(key), null, Cancel)).EnsureSuccessStatusCode();

    public async Task StopAsync(string key) => (await _client.DeleteAsync(await RunningAsync(key), Cancel)).EnsureSuccessStatusCode();

    public async Task SetTriggersAsync(string key, params object[] triggers)
        => (await _client.PostAsJsonAsync($"/ScheduledTasks/{await IdAsync(key)}/Triggers", triggers, Cancel)).EnsureSuccessStatusCode();

    /// <summary>Starts it and waits for a result that is newer.</summary>
    public async Task<JsonElement> RunAsync(string key)
    {
        var before = TimeProvider.System.GetUtcNow();
        await StartAsync(key);
        return await ResultAsync(key, before);
    }

    /// <summary>Waits for a result of a run that started after <paramref name="since"/>.</summary>
    public async Task<JsonElement> ResultAsync(string key, DateTimeOffset since, string? status = null)
    {
        JsonElement result = default;
        await Eventually.IsTrueAsync(
            async () => (await FindAsync(key)).TryGetProperty("LastExecutionResult", out result)
                && result.GetProperty("StartTimeUtc").GetDateTimeOffset() >= since
                && (status is null || result.GetProperty("Status").GetString() == status),
            $"{key} has a result at {replica.Id}",
            seconds: 30);
        return result;
    }

    public Task UntilAsync(string key, Func<JsonElement, bool> condition, string what)
        => Eventually.IsTrueAsync(async () => condition(await FindAsync(key)), what, seconds: 30);

    public void Dispose() => _client.Dispose();

    private async Task<string> IdAsync(string key) => (await FindAsync(key)).GetProperty("Id").GetString()!;

    private async Task<Uri> RunningAsync(string key) => new($"/ScheduledTasks/Running/{await IdAsync(key)}", UriKind.Relative);
}
