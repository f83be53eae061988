using Jellyfin.Server.Implementations.Activity;
using Jellyfin.Server.Implementations.Library;
using Jellyfin.Server.Implementations.Tasks;
using Jellyfin.Server.Implementations.Tests.Configuration;
using Jellyfin.Testing;
using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Tasks;

/// <summary>Whatever the tasks of the cluster write is refused once their run is not theirs any more.</summary>
public sealed class FencedStoresTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly TaskFence _fence = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
        => _services = TestServices.WithDatabase(await postgres.CreateDatabaseAsync())
            .AddSingleton(_fence)
            .AddSingleton<IMessageBus, DirectBus>()
            .AddTaskStores()
            .AddLibraryStores()
            .AddActivityLog()
            .BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData("a batch of a scan")]
    [InlineData("what a scan removes")]
    [InlineData("the end of a scan")]
    [InlineData("orphans")]
    [InlineData("chapters")]
    [InlineData("the activity log")]
    public async Task Late_writes_are_refused(string what)
    {
        // A run that nobody has claimed is not different from one that was given up.
        var run = new TaskRun
        {
            Id = Guid.CreateVersion7(),
            TaskKey = "Late",
            ScheduledFor = default,
            Status = TaskRunStatus.Running,
            ReplicaId = "a",
            FencingToken = 1,
            StartedAt = default,
        };

        await WriteAsync(what);
        await Assert.ThrowsAsync<TaskSupersededException>(() => _fence.EnterAsync(run, () => WriteAsync(what)));
    }

    private Task WriteAsync(string what) => what switch
    {
        "a batch of a scan" => Get<IScanStore>().SaveAsync(Guid.NewGuid(), [], Cancel),
        "what a scan removes" => Get<IScanStore>().RemoveAsync([Guid.NewGuid()], Cancel),
        "the end of a scan" => Get<IScanStore>().FinishAsync(Cancel),
        "orphans" => Get<IOrphanStore>().RemoveItemsAsync(Cancel),
        "chapters" => Get<IChapterStore>().SaveAsync(new ItemMedia { ItemId = Guid.NewGuid() }, [], Cancel),
        _ => Get<IActivityLog>().DeleteOlderAsync(TimeProvider.System.GetUtcNow(), Cancel),
    };

    private T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();
}
