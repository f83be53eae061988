using Emby.Server.Implementations.Library.Scanning;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Library;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emby.Server.Implementations.Tests.Library;

/// <summary>A server's database and a scanner on a tree of (empty of media, full of names) files.</summary>
public sealed class ScanTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly SampleMedia _media = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _services = await ServicesAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _media.Dispose();
    }

    [Fact]
    public async Task Films_become_items_with_versions_extras_and_pictures()
    {
        Film("Films/Alpha (2001)/Alpha (2001) - 1080p.mkv");
        Film("Films/Alpha (2001)/Alpha (2001) - 720p.mkv");
        Film("Films/Alpha (2001)/Alpha (2001)-trailer.mkv");
        _media.Text("Films/Alpha (2001)/poster.jpg", "picture");
        Film("Films/Beta (2002).mkv");
        Film("Films/Gamma (2003)/Gamma cd1.avi");
        Film("Films/Gamma (2003)/Gamma cd2.avi");
        await AddLibraryAsync("Films", CollectionType.movies);

        await ScanAsync();

        var items = await ItemsAsync();
        var films = items.Where(item => item.Kind == BaseItemKind.Movie && item.Role == ItemRole.Main).OrderBy(item => item.Name).ToList();
        Assert.Equal([("Alpha", (int?)2001), ("Beta", 2002), ("Gamma", 2003)], films.Select(film => (film.Name, film.ProductionYear)));
        Assert.EndsWith("1080p.mkv", films[0].Path, StringComparison.Ordinal);
        Assert.Equal(ImageType.Primary, Assert.Single(films[0].Images).Type);
        Assert.Equal("720p", Assert.Single(items, item => item.Role == ItemRole.Version && item.OwnerId == films[0].Id).Name);
        Assert.Equal(ExtraType.Trailer, Assert.Single(items, item => item.Role == ItemRole.Extra && item.OwnerId == films[0].Id).ExtraType);
        Assert.Single(items, item => item.Role == ItemRole.Part && item.OwnerId == films[2].Id);
    }

    [Fact]
    public async Task A_series_becomes_seasons_and_episodes()
    {
        Film("Shows/Show (2010)/Season 01/Show S01E01 - Pilot.mkv");
        Film("Shows/Show (2010)/Season 01/Show S01E02-E03.mkv");
        Film("Shows/Show (2010)/Specials/Show S00E01.mkv");
        Film("Shows/Show (2010)/Show 2x01.mkv");
        _media.Text("Shows/Show (2010)/tvshow.nfo", "<tvshow><title>The Show</title><genre>Drama</genre><mpaa>TV-14</mpaa><actor><name>Jane</name></actor></tvshow>");
        _media.Text("Shows/Show (2010)/Season 01/Show S01E01 - Pilot.nfo", "<episodedetails><title>The Pilot</title><episode>1</episode></episodedetails>");
        await AddLibraryAsync("Shows", CollectionType.tvshows);

        await ScanAsync();

        var items = await ItemsAsync();
        var series = Assert.Single(items, item => item.Kind == BaseItemKind.Series);
        Assert.Equal(("The Show", (int?)2010, (int?)14), (series.Name, series.ProductionYear, series.ParentalRating));
        Assert.NotNull(series.DateLastMediaAdded);
        Assert.Equal(["Specials", "Season 1", "Season 2"], items.Where(item => item.Kind == BaseItemKind.Season).OrderBy(item => item.IndexNumber).Select(item => item.Name));
        var episodes = items.Where(item => item.Kind == BaseItemKind.Episode).OrderBy(item => item.SortName, StringComparer.Ordinal).ToList();
        Assert.Equal(
            [(0, 1, null), (1, 1, null), (1, 2, 3), (2, 1, null)],
            episodes.Select(episode => (episode.ParentIndexNumber!.Value, episode.IndexNumber!.Value, episode.IndexNumberEnd)));
        Assert.Equal("The Pilot", episodes[1].Name);
        Assert.All(episodes, episode => Assert.Equal(("The Show", 14, series.Id), (episode.SeriesName, episode.ParentalRating, episode.SeriesId)));
        Assert.Contains(items, item => item is { Kind: BaseItemKind.Person, Name: "Jane" });
        Assert.Contains(items, item => item is { Kind: BaseItemKind.Genre, Name: "Drama" });
    }

    [Fact]
    public async Task A_second_scan_writes_nothing_and_probes_nothing()
    {
        Film("Films/Alpha (2001)/Alpha (2001).mkv");
        _media.Text("Films/Alpha (2001)/movie.nfo", "<movie><title>Alpha</title></movie>");
        await AddLibraryAsync("Films", CollectionType.movies);
        await ScanAsync();
        await EmptyQueueAsync();

        var second = await ScanAsync();

        Assert.Equal((0, 0), (second.Saved, second.Removed));
        Assert.Equal(0, await _services.GetRequiredService<IProbeQueue>().CountAsync(Token));
    }

    [Fact]
    public async Task A_changed_nfo_is_read_again_and_a_locked_name_stays()
    {
        Film("Films/Alpha (2001)/Alpha (2001).mkv");
        var nfo = _media.Text("Films/Alpha (2001)/movie.nfo", "<movie><title>One</title><plot>Old</plot></movie>");
        await AddLibraryAsync("Films", CollectionType.movies);
        await ScanAsync();
        await using (var context = await ContextAsync())
        {
            var film = await context.Items.SingleAsync(item => item.Kind == BaseItemKind.Movie, Token);
            (film.Name, film.LockedFields) = ("Mine", ["Name"]);
            await context.SaveChangesAsync(Token);
        }

        File.WriteAllText(nfo, "<movie><title>Two, which is longer</title><plot>New</plot></movie>");
        await ScanAsync();

        var changed = Assert.Single(await ItemsAsync(), item => item.Kind == BaseItemKind.Movie);
        Assert.Equal(("Mine", "New"), (changed.Name, changed.Overview));
    }

    [Fact]
    public async Task Ids_are_the_same_in_a_new_database()
    {
        Film("Shows/Show/Season 1/Show S01E01.mkv");
        Film("Shows/Show/Show S02E01.mkv");
        await AddLibraryAsync("Shows", CollectionType.tvshows);
        await ScanAsync();
        var before = (await ItemsAsync()).Select(item => item.Id).Order();
        await _services.DisposeAsync();
        _services = await ServicesAsync();
        await AddLibraryAsync("Shows", CollectionType.tvshows);

        await ScanAsync();

        Assert.Equal(before, (await ItemsAsync()).Select(item => item.Id).Order());
    }

    [Fact]
    public async Task A_removed_file_goes_and_an_empty_mount_does_not_wipe_the_library()
    {
        var alpha = Film("Films/Alpha (2001).mkv");
        var beta = Film("Films/Beta (2002).mkv");
        await AddLibraryAsync("Films", CollectionType.movies);
        await ScanAsync();
        File.Delete(alpha);
        var removed = await ScanAsync();
        File.Delete(beta);
        var emptied = await ScanAsync();
        Directory.Delete(_media.Path("Films"));
        var missing = await ScanAsync();

        Assert.Equal((1, 0, 0), (removed.Removed, emptied.Removed, missing.Removed));
        Assert.Empty(removed.FailedLocations);
        Assert.Equal((1, 1), (emptied.FailedLocations.Count, missing.FailedLocations.Count));
        Assert.Single(await ItemsAsync(), item => item.Kind == BaseItemKind.Movie);
    }

    [Fact]
    public async Task Hostile_files_are_skipped()
    {
        Film("Films/Good (2001)/Good (2001).mkv");
        _media.Text("Films/Empty (2002)/Empty (2002).mkv", "");
        _media.Text("Films/Bad nfo (2003)/movie.nfo", "<movie><a></movie>");
        Film("Films/Bad nfo (2003)/Bad nfo (2003).mkv");
        Film("Films/Long/" + new string('x', 240) + ".mkv");
        Film("Films/New\nline.mkv");
        Directory.CreateSymbolicLink(_media.Path("Films/Good (2001)/loop"), _media.Path("Films"));
        File.CreateSymbolicLink(_media.Path("Films/nowhere.mkv"), "/does/not/exist.mkv");
        await AddLibraryAsync("Films", CollectionType.movies);

        var summary = await ScanAsync();

        Assert.Empty(summary.FailedLocations);
        var names = (await ItemsAsync()).Where(item => item.Kind == BaseItemKind.Movie).Select(item => item.Name[..Math.Min(item.Name.Length, 7)]);
        Assert.Equal(["Bad nfo", "Good", "Long"], names.Order(StringComparer.Ordinal));
    }

    private string Film(string relative) => _media.Text(relative, "not really a film: " + relative);

    private async Task<ServiceProvider> ServicesAsync()
        => TestServices.WithDatabase(await postgres.CreateDatabaseAsync()).AddLibraryStores().BuildServiceProvider();

    private Task<bool> AddLibraryAsync(string name, CollectionType type)
    {
        var library = new LibraryFolder { Id = ItemId.FromKey("library:" + name), Name = name, CollectionType = type, DateCreated = DateTimeOffset.UnixEpoch };
        library.Options.PathInfos.Add(new MediaPathInfo(_media.Path(name)));
        return _services.GetRequiredService<ILibraryStore>().SaveAsync(library, Token);
    }

    private Task<ScanSummary> ScanAsync()
    {
        var scanner = new LibraryScanner(
            _services.GetRequiredService<ILibraryStore>(), _services.GetRequiredService<IScanStore>(), new SilentBus(), NullLogger<LibraryScanner>.Instance);
        return scanner.ScanAsync(new Progress<double>(), Token);
    }

    private async Task<List<Item>> ItemsAsync()
    {
        await using var context = await ContextAsync();
        return await context.Items.AsNoTracking().Where(item => item.Kind != BaseItemKind.CollectionFolder).ToListAsync(Token);
    }

    private async Task EmptyQueueAsync()
    {
        await using var context = await ContextAsync();
        await context.ProbeQueue.ExecuteDeleteAsync(Token);
    }

    private Task<JellyfinDbContext> ContextAsync()
        => _services.GetRequiredService<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Token);

    private sealed class SilentBus : IMessageBus
    {
        public ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => ValueTask.CompletedTask;

        public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
            where T : class => throw new NotSupportedException();

        public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler) => throw new NotSupportedException();
    }
}
