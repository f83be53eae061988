using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<TaskServers>]
public sealed class ScheduledTaskTests(TwoReplicas cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Second => cluster.Replicas[1].CreateClient(cluster.Token);

    [Fact]
    public async Task The_list_has_the_fields_of_jellyfin()
    {
        var task = await FindAsync(cluster.Client, "CleanActivityLog");

        Assert.Equal("Clean Activity Log", task.GetProperty("Name").GetString());
        Assert.Equal("Idle", task.GetProperty("State").GetString());
        Assert.Equal("Maintenance", task.GetProperty("Category").GetString());
        Assert.Equal(32, task.GetProperty("Id").GetString()!.Length);
        Assert.False(task.GetProperty("IsHidden").GetBoolean());
        Assert.Equal(JsonValueKind.Array, task.GetProperty("Triggers").ValueKind);
        Assert.False(task.TryGetProperty("CurrentProgressPercentage", out _));
        Assert.Empty(await ListAsync(cluster.Client, "?isHidden=true"));
    }

    [Fact]
    public async Task A_task_can_be_started_at_any_replica_and_its_result_is_seen_at_every_one()
    {
        foreach (var client in new[] { cluster.Client, Second })
        {
            var id = (await FindAsync(client, "CleanActivityLog")).GetProperty("Id").GetString();
            var before = TimeProvider.System.GetUtcNow();

            using var started = await client.PostAsync(Relative($"/ScheduledTasks/Running/{id}"), null, Cancel);

            Assert.Equal(HttpStatusCode.NoContent, started.StatusCode);
            foreach (var replica in cluster.Replicas)
            {
                using var reader = replica.CreateClient(cluster.Token);
                await Eventually.IsTrueAsync(async () => await HasCompletedSinceAsync(reader, id!, before), $"the result is seen at {replica.Id}", seconds: 20);
            }
        }
    }

    [Fact]
    public async Task Triggers_set_at_one_replica_are_seen_at_the_other()
    {
        var id = (await FindAsync(cluster.Client, "CleanActivityLog")).GetProperty("Id").GetString();
        var triggers = new object[]
        {
            new { Type = "WeeklyTrigger", DayOfWeek = "Friday", TimeOfDayTicks = "72000000000" },
            new { Type = "IntervalTrigger", IntervalTicks = 864000000000L, MaxRuntimeTicks = 1L },
        };

        using var saved = await cluster.Client.PostAsJsonAsync($"/ScheduledTasks/{id}/Triggers", triggers, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        var seen = (await FindAsync(Second, "CleanActivityLog")).GetProperty("Triggers");
        Assert.Equal(
            """[{"Type":"WeeklyTrigger","TimeOfDayTicks":72000000000,"DayOfWeek":"Friday"},{"Type":"IntervalTrigger","IntervalTicks":864000000000,"MaxRuntimeTicks":1}]""",
            seen.GetRawText());
        using var incomplete = await cluster.Client.PostAsJsonAsync($"/ScheduledTasks/{id}/Triggers", new[] { new { Type = "DailyTrigger" } }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, incomplete.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/ScheduledTasks/00000000000000000000000000000000")]
    [InlineData("POST", "/ScheduledTasks/Running/00000000000000000000000000000000")]
    [InlineData("DELETE", "/ScheduledTasks/Running/00000000000000000000000000000000")]
    public async Task An_unknown_task_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await cluster.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_without_a_token_sees_tasks()
    {
        using var nobody = cluster.Replicas[0].CreateClient(null);
        using var response = await nobody.GetAsync(Relative("/ScheduledTasks"), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<bool> HasCompletedSinceAsync(HttpClient client, string id, DateTimeOffset since)
    {
        var task = await client.GetFromJsonAsync<JsonElement>($"/ScheduledTasks/{id}", Cancel);
        return task.TryGetProperty("LastExecutionResult", out var result)
            && result.GetProperty("Status").GetString() == "Completed"
            && result.GetProperty("EndTimeUtc").GetDateTimeOffset() >= since
            && result.GetProperty("Key").GetString() == "CleanActivityLog"
            && result.GetProperty("Id").GetString() == id;
    }

    private static async Task<JsonElement> FindAsync(HttpClient client, string key)
        => (await ListAsync(client, "")).Single(task => task.GetProperty("Key").GetString() == key);

    private static async Task<IEnumerable<JsonElement>> ListAsync(HttpClient client, string query)
        => (await client.GetFromJsonAsync<JsonElement>("/ScheduledTasks" + query, Cancel)).EnumerateArray();

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
