using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Tasks;

public sealed class MaintenanceTaskTests(TwoReplicas cluster) : IClassFixture<TwoReplicas>, IDisposable
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(40);
    private readonly TaskClient _tasks = new(cluster.Replicas[1], cluster.Token);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LibraryClient Libraries => new(cluster, _tasks);

    [Theory]
    [InlineData("RefreshLibrary", "Scan Media Library", "Library", """[{"Type":"IntervalTrigger","IntervalTicks":432000000000}]""")]
    [InlineData("RefreshChapterImages", "Extract Chapter Images", "Library", """[{"Type":"DailyTrigger","TimeOfDayTicks":72000000000,"MaxRuntimeTicks":144000000000}]""")]
    [InlineData("RefreshTrickplayImages", "Generate Trickplay Images", "Library", """[{"Type":"DailyTrigger","TimeOfDayTicks":108000000000}]""")]
    [InlineData("TaskExtractMediaSegments", "Media Segment Scan", "Library", """[{"Type":"IntervalTrigger","IntervalTicks":432000000000}]""")]
    [InlineData("DeleteCacheFiles", "Clean Cache Directory", "Maintenance", """[{"Type":"IntervalTrigger","IntervalTicks":864000000000}]""")]
    [InlineData("CleanLogFiles", "Clean Log Directory", "Maintenance", """[{"Type":"IntervalTrigger","IntervalTicks":864000000000}]""")]
    [InlineData("DeleteTranscodeFiles", "Clean Transcode Directory", "Maintenance", """[{"Type":"StartupTrigger"},{"Type":"IntervalTrigger","IntervalTicks":864000000000}]""")]
    [InlineData("CleanActivityLog", "Clean Activity Log", "Maintenance", "[]")]
    [InlineData("OptimizeDatabaseTask", "Optimize database", "Maintenance", """[{"Type":"IntervalTrigger","IntervalTicks":216000000000}]""")]
    [InlineData("RemoveOrphanedItems", "Remove Orphaned Items", "Maintenance", """[{"Type":"IntervalTrigger","IntervalTicks":864000000000}]""")]
    public async Task The_tasks_people_expect_are_there(string key, string name, string category, string triggers)
    {
        var task = await _tasks.FindAsync(key);

        Assert.Equal((name, category), (task.GetProperty("Name").GetString(), task.GetProperty("Category").GetString()));
        Assert.Equal(triggers, task.GetProperty("Triggers").GetRawText());
    }

    [Fact]
    public async Task Every_replica_cleans_its_own_cache_and_logs()
    {
        var old = new List<string>();
        var recent = new List<string>();
        foreach (var replica in cluster.Replicas)
        {
            var root = Path.GetDirectoryName(replica.Transcodes)!;
            old.Add(Write(Path.Combine(root, "cache", "images", "ab", "old.webp"), Old));
            old.Add(Write(Path.Combine(root, "logs", "old.log"), Old));
            recent.Add(Write(Path.Combine(root, "cache", "images", "ab", "recent.webp"), TimeSpan.FromDays(1)));
            recent.Add(Write(Path.Combine(root, "logs", "recent.log"), TimeSpan.FromDays(1)));
            recent.Add(Write(Path.Combine(root, "logs", "old.database"), Old));
        }

        await _tasks.StartAsync("DeleteCacheFiles");
        await _tasks.StartAsync("CleanLogFiles");

        await Eventually.IsTrueAsync(() => old.TrueForAll(file => !File.Exists(file)), "what is old is gone everywhere", seconds: 30);
        Assert.All(recent, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public async Task The_database_is_tidied_up()
    {
        var result = await _tasks.RunAsync("OptimizeDatabaseTask");

        Assert.Equal("Completed", result.GetProperty("Status").GetString());
        await using var context = NewContext();
        await Eventually.IsTrueAsync(
            async () => await context.Database
                .SqlQuery<bool>($"SELECT bool_and(last_vacuum IS NOT NULL AND last_analyze IS NOT NULL) AS \"Value\" FROM pg_stat_user_tables WHERE relname IN ('items', 'user_data')")
                .SingleAsync(Cancel),
            "PostgreSQL says so",
            seconds: 30);
    }

    [Fact]
    public async Task What_is_left_of_items_that_are_gone_is_removed_and_the_rest_stays()
    {
        var metadata = (await cluster.Client.GetFromJsonAsync<JsonElement>("/System/Info", Cancel)).GetProperty("InternalMetadataPath").GetString()!;
        var (gone, folder, child, person, standing) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using (var context = NewContext())
        {
            context.Items.AddRange(
                NewItem(folder, BaseItemKind.Folder, libraryId: gone),
                NewItem(child, BaseItemKind.Movie, parentId: folder),
                NewItem(person, BaseItemKind.Person),
                NewItem(standing, BaseItemKind.Movie));
            await context.SaveChangesAsync(Cancel);
        }

        string[] left =
        [
            Write(Path.Combine(metadata, "embedded", $"{gone:N}.jpg"), Old),
            Write(Path.Combine(metadata, "embedded", $"{standing:N}.jpg.{Guid.NewGuid():N}.tmp"), Old),
            Write(Path.Combine(metadata, "library", gone.ToString("N")[..2], gone.ToString("N"), "primary-1.jpg"), Old),
            Write(Path.Combine(metadata, "chapters", gone.ToString("N")[..2], gone.ToString("N"), "1.jpg"), Old),
            Write(Path.Combine(metadata, "chapters", standing.ToString("N")[..2], standing.ToString("N"), "before.jpg"), Old),
        ];
        string[] kept =
        [
            Write(Path.Combine(metadata, "embedded", $"{standing:N}.jpg"), Old),
            Write(Path.Combine(metadata, "embedded", $"{Guid.NewGuid():N}.jpg"), TimeSpan.FromHours(1)),
            Write(Path.Combine(metadata, "library", "aa", cluster.UserId.ToString("N"), "profile.jpg"), Old),
        ];

        Assert.Equal("Completed", (await _tasks.RunAsync("RemoveOrphanedItems")).GetProperty("Status").GetString());

        Assert.All(left, file => Assert.False(File.Exists(file), file));
        Assert.All(kept, file => Assert.True(File.Exists(file), file));
        await using var after = NewContext();
        Guid[] wanted = [folder, child, person, standing];
        Assert.Equal([standing], await after.Items.Where(item => wanted.Contains(item.Id)).Select(item => item.Id).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_scanned_library_has_no_orphans()
    {
        using var media = new SampleMedia();
        var film = await media.VideoAsync("Shows/Show/Season 01/Show S01E01.mkv");
        media.Copy(film, "Shows/Show/extras/Making.mkv");
        media.Copy(film, "Shows/Other/Other S02E01.mkv");
        await Libraries.AddAsync("Series", "tvshows", media.Path("Shows"), new { });
        var before = await CountAsync();
        Assert.True(before > 5);

        Assert.Equal("Completed", (await _tasks.RunAsync("RemoveOrphanedItems")).GetProperty("Status").GetString());

        Assert.Equal(before, await CountAsync());
        await Libraries.RemoveAsync("Series");
    }

    [Fact]
    public async Task Pictures_of_chapters_are_taken_and_served_by_every_replica()
    {
        using var media = new SampleMedia();
        var plain = await media.VideoAsync("plain.mkv");
        var chapters = media.Text("chapters.txt", ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=500\nEND=1000\ntitle=Second\n");
        Directory.CreateDirectory(media.Path("Films/Chaptered (2004)"));
        await SampleMedia.FfmpegAsync(["-i", plain, "-i", chapters, "-map_chapters", "1", "-c", "copy", media.Path("Films/Chaptered (2004)/Chaptered (2004).mkv")]);
        await Libraries.AddAsync("Chapters", "movies", media.Path("Films"), new { EnableChapterImageExtraction = true });

        Assert.Equal("Completed", (await _tasks.RunAsync("RefreshChapterImages")).GetProperty("Status").GetString());

        using var second = cluster.Replicas[1].CreateClient(cluster.Token);
        var found = await second.GetFromJsonAsync<JsonElement>($"/Items?recursive=true&searchTerm=chaptered&fields=Chapters&userId={cluster.UserId}", Cancel);
        var item = Assert.Single(found.GetProperty("Items").EnumerateArray());
        var id = item.GetProperty("Id").GetString();
        var tags = item.GetProperty("Chapters").EnumerateArray().Select(chapter => chapter.GetProperty("ImageTag").GetString()).ToList();
        Assert.Equal(2, tags.Distinct().Count());
        foreach (var replica in cluster.Replicas)
        {
            using var nobody = replica.CreateClient(null);
            using var picture = await nobody.GetAsync(new Uri($"/Items/{id}/Images/Chapter/1?tag={tags[1]}&maxWidth=80", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
            Assert.StartsWith("image/", picture.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
            using var missing = await nobody.GetAsync(new Uri($"/Items/{id}/Images/Chapter/2", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }

        await Libraries.RemoveAsync("Chapters");
    }

    public void Dispose() => _tasks.Dispose();

    private async Task<int> CountAsync()
    {
        await using var context = NewContext();
        var library = await context.Libraries.Where(library => library.Name == "Series").Select(library => library.Id).SingleAsync(Cancel);
        return await context.Items.CountAsync(item => item.LibraryId == library, Cancel);
    }

    private JellyfinDbContext NewContext() => new(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(cluster.Database).Options);

    private static Item NewItem(Guid id, BaseItemKind kind, Guid? libraryId = null, Guid? parentId = null) => new()
    {
        Id = id,
        Kind = kind,
        Name = $"Left {id}",
        SortName = "left",
        SearchName = "left",
        LibraryId = libraryId,
        ParentId = parentId,
        DateCreated = TimeProvider.System.GetUtcNow(),
        DateModified = TimeProvider.System.GetUtcNow(),
    };

    private static string Write(string path, TimeSpan age)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, (TimeProvider.System.GetUtcNow() - age).UtcDateTime);
        return path;
    }
}
