using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Tests.Tasks;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class TaskTakeOverTests(TwoReplicas cluster) : IClassFixture<TwoReplicas>
{
    private const int LeaseSeconds = 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_asked_for_after_the_leader_was_killed_runs_on_the_other_replica()
    {
        var leader = await Leader.FindAsync(cluster);
        using var other = cluster.Replicas.Single(replica => replica != leader).CreateClient(cluster.Token);
        var id = (await other.GetFromJsonAsync<JsonElement>("/ScheduledTasks", Cancel)).EnumerateArray()
            .Single(task => task.GetProperty("Key").GetString() == "CleanActivityLog").GetProperty("Id").GetString();

        await leader.KillAsync(Cancel);
        using var started = await other.PostAsync(new Uri($"/ScheduledTasks/Running/{id}", UriKind.Relative), null, Cancel);
        started.EnsureSuccessStatusCode();

        await Eventually.IsTrueAsync(
            async () => (await other.GetFromJsonAsync<JsonElement>($"/ScheduledTasks/{id}", Cancel)).TryGetProperty("LastExecutionResult", out var result)
                && result.GetProperty("Status").GetString() == "Completed",
            "the other replica takes over and runs it",
            LeaseSeconds + 3);
    }
}
