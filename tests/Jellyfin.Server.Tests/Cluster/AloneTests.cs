using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Cluster;

/// <summary>Everything switched off and no Redis: an ordinary single server.</summary>
public sealed class AloneTests(AloneReplica server) : IClassFixture<AloneReplica>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_runs()
    {
        var id = (await TaskAsync("CleanActivityLog")).GetProperty("Id").GetString();

        (await server.Client.PostAsync(new Uri($"/ScheduledTasks/Running/{id}", UriKind.Relative), null, Cancel)).EnsureSuccessStatusCode();

        await Eventually.IsTrueAsync(
            async () => (await TaskAsync("CleanActivityLog")).TryGetProperty("LastExecutionResult", out var result)
                && result.ValueKind == JsonValueKind.Object && result.GetProperty("Status").GetString() == "Completed",
            "it is completed",
            seconds: 30);
    }

    [Fact]
    public async Task Its_sessions_are_known()
    {
        var sessions = await server.Client.GetFromJsonAsync<JsonElement>("/Sessions", Cancel);

        Assert.Contains(sessions.EnumerateArray(), session => session.GetProperty("UserName").GetString() == ReplicaFixture.AdminName);
    }

    [Fact]
    public async Task Quick_connect_is_off_as_the_flag_says()
        => Assert.Equal("false", await server.Client.GetStringAsync(new Uri("/QuickConnect/Enabled", UriKind.Relative), Cancel));

    [Fact]
    public async Task The_metrics_show_the_flags_and_the_lease()
    {
        var metrics = "";
        await Eventually.IsTrueAsync(
            async () => (metrics = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel))
                .Contains("jellyfin_task_leader_acquisitions_total{road=\"Shared\"} 1", StringComparison.Ordinal),
            "it runs tasks",
            seconds: 30);

        Assert.Contains("jellyfin_high_availability_flag{flag=\"Enabled\",value=\"false\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("jellyfin_high_availability_flag{flag=\"TaskLeaderElection\",value=\"Off\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("jellyfin_task_leader_fallback 0", metrics, StringComparison.Ordinal);
    }

    private async Task<JsonElement> TaskAsync(string key)
        => (await server.Client.GetFromJsonAsync<JsonElement>("/ScheduledTasks", Cancel))
            .EnumerateArray().Single(task => task.GetProperty("Key").GetString() == key);
}

public sealed class AloneReplica(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    protected override string RedisEndpoint => "";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["HighAvailability__Enabled"] = "false",
        ["HighAvailability__SharedSessions"] = "false",
        ["HighAvailability__QuickConnect"] = "false",
        ["HighAvailability__SyncPlay"] = "false",
        ["HighAvailability__TranscodeTakeover"] = "false",
        ["HighAvailability__LoadAwarePlacement"] = "false",
        ["HighAvailability__HardwareReadiness"] = "Ignore",
    };
}
