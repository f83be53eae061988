using Emby.Server.Implementations.Tasks;
using Jellyfin.Server.Implementations.Activity;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Configuration;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Tasks;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Emby.Server.Implementations.Tests.Tasks;

/// <summary>One replica as far as tasks are concerned, with the real stores.</summary>
internal sealed class TaskReplica : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _stopped;

    private TaskReplica(IHost host, ControlledTask task)
    {
        _host = host;
        Task = task;
    }

    public ControlledTask Task { get; }

    public ITaskManager Manager => Get<ITaskManager>();

    public bool IsLeader => Get<ITaskLeadership>().CurrentLease is not null;

    public static async Task<TaskReplica> StartAsync(
        TaskCluster cluster, string id, ControlledTask task, TimeProvider? time = null, ControlledTask? other = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = cluster.Database,
            ["Redis:Endpoint"] = cluster.Redis,
            ["Redis:KeyPrefix"] = cluster.Prefix,
            ["Cluster:ReplicaId"] = id,
            ["HighAvailability:LeaseDuration"] = "00:00:05",
            ["Cluster:HeartbeatInterval"] = "00:00:00.2",
            ["Tasks:CheckInterval"] = "00:00:00.1",
            ["Tasks:OverdueDelay"] = "00:00:00",
            ["Tasks:StartupDelay"] = "00:00:00",
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddDatabase().AddCluster().AddTaskStores().AddActivityLog().AddConfigurationStore().AddTasks();
        foreach (var each in new[] { task, other }.OfType<ControlledTask>())
        {
            builder.Services.AddSingleton<IScheduledTask>(each);
        }

        var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        return new TaskReplica(host, task);
    }

    public T Get<T>()
        where T : notnull
        => _host.Services.GetRequiredService<T>();

    public async Task<TaskState> StateAsync() => (await Manager.FindAsync(TaskId.Of(Task.Key), CancellationToken.None))!;

    public System.Threading.Tasks.Task UntilLeaderAsync() => Eventually.IsTrueAsync(() => IsLeader, "it becomes the leader");

    public System.Threading.Tasks.Task UntilLastRunIsAsync(TaskRunStatus status)
        => Eventually.IsTrueAsync(async () => (await StateAsync()).LastRun?.Status == status, $"the last run is {status}");

    public async System.Threading.Tasks.Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _host.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <param name="Database">Connection string of their database.</param>
/// <param name="Redis">Null: one replica alone.</param>
/// <param name="Prefix">Of their keys.</param>
internal sealed record TaskCluster(string Database, string? Redis, string Prefix);
