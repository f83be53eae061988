using Jellyfin.Server.Implementations.Library;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Library;

public sealed class PostgresProbeQueueTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly Guid _library = ItemId.FromKey("library:films");
    private ServiceProvider _services = null!;

    private IProbeQueue Queue => _services.GetRequiredService<IProbeQueue>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
        => _services = TestServices.WithDatabase(await postgres.CreateDatabaseAsync()).AddLibraryStores().BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Two_replicas_share_the_queue_without_doing_anything_twice()
    {
        await ScanAsync(40);

        var done = await Task.WhenAll(WorkAsync("a"), WorkAsync("b"));

        Assert.Equal(40, done.Sum(ids => ids.Count));
        Assert.Equal(40, done.SelectMany(ids => ids).Distinct().Count());
        Assert.Equal(0, await Queue.CountAsync(Token));
    }

    [Fact]
    public async Task Work_that_is_kept_is_given_to_nobody_else()
    {
        await ScanAsync(1);
        var job = await Queue.TakeAsync("slow", TimeSpan.FromSeconds(1), Token);
        await Queue.KeepAsync(job! with { Owner = "another" }, TimeSpan.FromMilliseconds(-1), Token);

        await Queue.KeepAsync(job!, Long, Token);

        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, Token);
        Assert.Null(await Queue.TakeAsync("quick", Long, Token));
        await Queue.CompleteAsync(job!, new ProbeResult(Media(job!, 1), []), Token);
    }

    [Fact]
    public async Task The_work_of_a_dead_replica_is_picked_up()
    {
        await ScanAsync(1);
        var lost = await Queue.TakeAsync("dead", TimeSpan.FromMilliseconds(50), Token);

        ProbeJob? taken = null;
        await Eventually.IsTrueAsync(async () => (taken = await Queue.TakeAsync("alive", Long, Token)) is not null, "the entry is free again");
        await Queue.CompleteAsync(lost!, new ProbeResult(Media(lost!, 1), []), Token);
        await Queue.CompleteAsync(taken!, new ProbeResult(Media(taken!, 2), []), Token);

        var media = await _services.GetRequiredService<IMediaStore>().FindAsync(taken!.Item.Id, Token);
        Assert.Equal((2, 2L), (taken.Attempt, media?.RunTimeTicks));
    }

    [Fact]
    public async Task A_file_that_fails_again_and_again_is_given_up_with_its_error()
    {
        await ScanAsync(1);
        Guid id = default;
        for (var attempt = 1; attempt <= IProbeQueue.MaxAttempts; attempt++)
        {
            ProbeJob? job = null;
            await Eventually.IsTrueAsync(async () => (job = await Queue.TakeAsync("a", Long, Token)) is not null, "it is tried again", 30);
            id = job!.Item.Id;
            await Queue.FailAsync(job, "broken", Token);
        }

        Assert.Equal(0, await Queue.CountAsync(Token));
        Assert.Equal("broken", (await _services.GetRequiredService<IMediaStore>().FindAsync(id, Token))?.Error);
    }

    private async Task<List<Guid>> WorkAsync(string owner)
    {
        var done = new List<Guid>();
        while (await Queue.TakeAsync(owner, Long, Token) is { } job)
        {
            await Queue.CompleteAsync(job, new ProbeResult(Media(job, 1), []), Token);
            done.Add(job.Item.Id);
        }

        return done;
    }

    private async Task ScanAsync(int count)
    {
        var library = new LibraryFolder { Id = _library, Name = "Films", DateCreated = DateTimeOffset.UnixEpoch };
        await _services.GetRequiredService<ILibraryStore>().SaveAsync(library, Token);
        var items = Enumerable.Range(0, count).Select(number => new ScannedItem(Film($"/media/{number}.mkv"), [], "signature")).ToList();
        await _services.GetRequiredService<IScanStore>().SaveAsync(_library, items, Token);
    }

    private Item Film(string path) => new()
    {
        Id = ItemId.FromPath(BaseItemKind.Movie, path),
        Kind = BaseItemKind.Movie,
        Name = path,
        SortName = path,
        SearchName = path,
        LibraryId = _library,
        Path = path,
    };

    private static ItemMedia Media(ProbeJob job, long ticks) => new() { ItemId = job.Item.Id, RunTimeTicks = ticks, ProbedAt = DateTimeOffset.UnixEpoch };
}
