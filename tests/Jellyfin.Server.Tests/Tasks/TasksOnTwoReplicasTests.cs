using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Tasks;

/// <summary>Two replicas that examine no files, so that a scan waits at 50 %.</summary>
public sealed class WaitingReplicas(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    protected override int ReplicaCount => 2;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Probing__Concurrency"] = "0" };
}

public sealed class TasksOnTwoReplicasTests(WaitingReplicas cluster) : IClassFixture<WaitingReplicas>, IAsyncLifetime
{
    private const string Scan = "RefreshLibrary";
    private const string Quick = "CleanActivityLog";
    private readonly SampleMedia _media = new();
    private TaskClient _first = null!;
    private TaskClient _second = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = new TaskClient(cluster.Replicas[0], cluster.Token);
        _second = new TaskClient(cluster.Replicas[1], cluster.Token);
        _media.Text("Films/Alpha (2001)/Alpha (2001).mkv", "Nobody looks into it.");
        using var added = await cluster.Client.PostAsJsonAsync(
            "/Library/VirtualFolders?name=Films&collectionType=movies&refreshLibrary=false",
            new { LibraryOptions = new { PathInfos = new[] { new { Path = _media.Path("Films") } } } },
            Cancel);
        added.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.StopAsync(Scan);
        await _second.UntilAsync(Scan, task => State(task) == "Idle", "the scan has ended");
        using var removed = await cluster.Client.DeleteAsync(new Uri("/Library/VirtualFolders?name=Films&refreshLibrary=false", UriKind.Relative), Cancel);
        removed.EnsureSuccessStatusCode();
        _first.Dispose();
        _second.Dispose();
        _media.Dispose();
    }

    [Fact]
    public async Task A_task_started_at_one_replica_is_seen_and_stopped_at_the_other_and_its_result_is_at_both()
    {
        var before = TimeProvider.System.GetUtcNow();
        await _first.StartAsync(Scan);

        await _second.UntilAsync(Scan, task => State(task) == "Running" && Progress(task) == 50, "the other replica sees the progress");
        await _second.StopAsync(Scan);

        var seen = await _first.ResultAsync(Scan, before);
        Assert.Equal("Cancelled", seen.GetProperty("Status").GetString());
        Assert.Equal(seen.GetRawText(), (await _second.ResultAsync(Scan, before)).GetRawText());
        Assert.Equal("Idle", State(await _first.FindAsync(Scan)));
    }

    [Fact]
    public async Task A_trigger_set_at_any_replica_takes_effect_and_its_longest_time_is_kept()
    {
        var before = TimeProvider.System.GetUtcNow();
        foreach (var client in new[] { _first, _second })
        {
            await client.SetTriggersAsync(Quick, new { Type = "IntervalTrigger", IntervalTicks = TimeSpan.FromMilliseconds(500).Ticks });
            var now = TimeProvider.System.GetUtcNow();
            Assert.Equal("Completed", (await _first.ResultAsync(Quick, now)).GetProperty("Status").GetString());
            await client.SetTriggersAsync(Quick);
        }

        await _second.SetTriggersAsync(Scan, new { Type = "IntervalTrigger", IntervalTicks = 1L, MaxRuntimeTicks = TimeSpan.FromSeconds(1).Ticks });

        Assert.Equal("Cancelled", (await _first.ResultAsync(Scan, before)).GetProperty("Status").GetString());
        await _first.SetTriggersAsync(Scan);
        Assert.Empty((await _second.FindAsync(Scan)).GetProperty("Triggers").EnumerateArray());
    }

    [Fact]
    public async Task When_the_replica_that_runs_a_task_is_killed_the_other_says_so_and_runs_it_again()
    {
        await _first.StartAsync(Scan);
        await _first.UntilAsync(Scan, task => Progress(task) == 50, "it runs");
        var run = Assert.Single(await RunsAsync(TaskRunStatus.Running));
        var runner = cluster.Replicas.Single(replica => replica.Id == run.ReplicaId);
        var other = cluster.Replicas.Single(replica => replica != runner);

        await runner.KillAsync(Cancel);

        await Eventually.IsTrueAsync(
            async () => (await RunsAsync(TaskRunStatus.Running)).Exists(next => next.ReplicaId == other.Id), "the other replica runs it", seconds: 30);
        Assert.Contains(await RunsAsync(TaskRunStatus.Interrupted), dead => dead.Id == run.Id);
        using var client = new TaskClient(other, cluster.Token);
        await client.UntilAsync(Scan, task => State(task) == "Running", "everybody sees that it runs");
        Assert.Equal("Aborted", (await client.FindAsync(Scan)).GetProperty("LastExecutionResult").GetProperty("Status").GetString());
        await runner.StartAsync(Cancel);
    }

    [Fact]
    public async Task Runs_are_counted_by_task_and_result()
    {
        await _first.RunAsync(Quick);

        var metrics = "";
        foreach (var replica in cluster.Replicas)
        {
            using var client = replica.CreateClient(null);
            metrics += await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        }

        Assert.Matches("jellyfin_task_duration_seconds_count\\{[^}]*status=\"Completed\",[^}]*task=\"CleanActivityLog\"[^}]*\\}|jellyfin_task_duration_seconds_count\\{[^}]*task=\"CleanActivityLog\",[^}]*status=\"Completed\"", metrics);
    }

    private static string? State(JsonElement task) => task.GetProperty("State").GetString();

    private static double? Progress(JsonElement task) => task.TryGetProperty("CurrentProgressPercentage", out var percent) ? percent.GetDouble() : null;

    private async Task<List<TaskRun>> RunsAsync(TaskRunStatus status)
    {
        await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(cluster.Database).Options);
        return await context.TaskRuns.AsNoTracking().Where(run => run.TaskKey == Scan && run.Status == status).ToListAsync(Cancel);
    }
}
