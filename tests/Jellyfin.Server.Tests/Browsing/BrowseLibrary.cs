using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Browsing;

/// <summary>A server with two libraries: two films, and a series of two seasons with two episodes each.</summary>
public sealed class BrowseLibrary(PostgresFixture postgres, RedisFixture redis) : IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public ReplicaFixture Server { get; } = new(postgres, redis);

    public Guid Films { get; } = ItemId.FromKey("films");

    public Guid Shows { get; } = ItemId.FromKey("shows");

    public Item Alpha { get; private set; } = null!;

    public Item Series { get; private set; } = null!;

    public List<Item> Episodes { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        await using var context = new JellyfinDbContext(
            new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(Server.Database).Options);
        context.Items.AddRange(Folder(Films, "Movies", CollectionType.movies), Folder(Shows, "Shows", CollectionType.tvshows));
        Alpha = Create(BaseItemKind.Movie, "Alpha", Films, Films);
        Alpha.Genres = ["Drama", "Sci-Fi"];
        Alpha.OfficialRating = "PG-13";
        Alpha.ProductionYear = 2020;
        Alpha.ProviderIds = new() { ["Imdb"] = "tt0000001" };
        Alpha.Images =
        [
            new(ImageType.Primary, "/media/poster.jpg", "aaaa", 400, 600, "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
            new(ImageType.Backdrop, "/media/backdrop.jpg", "bbbb", 1280, 720, null),
        ];
        var person = MediaBrowser.Controller.Browsing.NamedItem.Create(BaseItemKind.Person, "Jane Doe");
        context.Items.AddRange(Alpha, Create(BaseItemKind.Movie, "Beta", Films, Films), person);
        context.ItemPeople.Add(new ItemPerson { ItemId = Alpha.Id, PersonId = person.Id, Kind = PersonKind.Actor, SortOrder = 0, Role = "Hero" });
        context.ItemMedia.Add(new ItemMedia
        {
            ItemId = Alpha.Id,
            Container = "mkv",
            RunTimeTicks = 80230000,
            Streams = [new MediaStream { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 320, Height = 180 }],
            Chapters = [new Chapter(0, "Start")],
        });
        AddSeries(context);
        await context.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private void AddSeries(JellyfinDbContext context)
    {
        Series = Create(BaseItemKind.Series, "Show", Shows, Shows);
        Series.IsFolder = true;
        Series.Images = [new(ImageType.Backdrop, "/media/show.jpg", "cccc", 1280, 720, null), new(ImageType.Primary, "/media/p.jpg", "dddd", 400, 600, null)];
        context.Items.Add(Series);
        for (var number = 1; number <= 2; number++)
        {
            var season = Create(BaseItemKind.Season, $"Season {number}", Shows, Series.Id);
            (season.IsFolder, season.SeriesId, season.SeriesName, season.IndexNumber) = (true, Series.Id, "Show", number);
            context.Items.Add(season);
            for (var episode = 1; episode <= 2; episode++)
            {
                var item = Create(BaseItemKind.Episode, $"Show S0{number}E0{episode}", Shows, season.Id);
                (item.SeriesId, item.SeasonId, item.SeriesName, item.SeasonName) = (Series.Id, season.Id, "Show", season.Name);
                (item.ParentIndexNumber, item.IndexNumber) = (number, episode);
                context.Items.Add(item);
                Episodes.Add(item);
            }
        }
    }

    private static Item Folder(Guid id, string name, CollectionType type)
    {
        var folder = Create(BaseItemKind.CollectionFolder, name, id, ItemId.UserRoot);
        (folder.Id, folder.IsFolder, folder.CollectionType, folder.MediaType) = (id, true, type, MediaType.Unknown);
        return folder;
    }

    private static Item Create(BaseItemKind kind, string name, Guid library, Guid parent)
    {
        var isFile = kind is BaseItemKind.Movie or BaseItemKind.Episode;
        return new Item
        {
            Id = ItemId.FromKey($"{kind} {name}"),
            Kind = kind,
            Name = name,
            SortName = SortNames.Of(name),
            SearchName = SearchNames.Of(name),
            LibraryId = library,
            ParentId = parent,
            MediaType = isFile ? MediaType.Video : MediaType.Unknown,
            Path = $"/media/{name}{(isFile ? ".mkv" : "")}",
            Container = isFile ? "mkv" : null,
            RunTimeTicks = isFile ? 80230000 : null,
            DateCreated = Monday,
            DateModified = Monday,
        };
    }
}
