using System.Globalization;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Benchmarks.Seeding;

/// <summary>
/// An invented library: of 100 items 60 are episodes, 20 films, 6 seasons, 1.2 series, the rest home videos. The same for the same size.
/// </summary>
internal sealed class Library(int size)
{
    private const int SeasonsPerSeries = 5;
    private const int EpisodesPerSeason = 10;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(42);

    public Guid Films { get; } = ItemId.FromKey("benchmark films");

    public Guid Shows { get; } = ItemId.FromKey("benchmark shows");

    public Guid Videos { get; } = ItemId.FromKey("benchmark videos");

    public List<Item> Items { get; } = [];

    public List<ItemPerson> Credits { get; } = [];

    public void Create()
    {
        var names = new Names(_random);
        AddFolder(Films, "Films", CollectionType.movies);
        AddFolder(Shows, "Shows", CollectionType.tvshows);
        AddFolder(Videos, "Home videos", CollectionType.homevideos);
        AddNames(names);
        for (var number = 0; number < size / 5; number++)
        {
            AddFilm(names, number);
        }

        for (var number = 0; number < size * 12 / 1000; number++)
        {
            AddSeries(names, number);
        }

        for (var number = 0; number < size * 128 / 1000; number++)
        {
            var video = Create(BaseItemKind.Video, $"Holiday {number}", Videos, Videos, MediaType.Video);
            Items.Add(video);
        }
    }

    private void AddFolder(Guid id, string name, CollectionType type)
    {
        var folder = Create(BaseItemKind.CollectionFolder, name, id, ItemId.UserRoot, MediaType.Unknown);
        folder.Id = id;
        folder.IsFolder = true;
        folder.CollectionType = type;
        Items.Add(folder);
    }

    private void AddNames(Names names)
    {
        foreach (var genre in Names.Genres)
        {
            Items.Add(MediaBrowser.Controller.Browsing.NamedItem.Create(BaseItemKind.Genre, genre));
        }

        for (var number = 0; number < size / 12; number++)
        {
            var person = MediaBrowser.Controller.Browsing.NamedItem.Create(BaseItemKind.Person, names.Person(number));
            _people.Add(person.Id);
            Items.Add(person);
        }
    }

    private readonly List<Guid> _people = [];

    private void AddFilm(Names names, int number)
    {
        var film = Create(BaseItemKind.Movie, names.Title(number), Films, Films, MediaType.Video);
        Describe(film, names);
        film.Images = [Picture(ImageType.Primary, film.Id, 1000, 1500), Picture(ImageType.Backdrop, film.Id, 1920, 1080)];
        Items.Add(film);
        AddCredits(film.Id);
    }

    private void AddSeries(Names names, int number)
    {
        var series = Create(BaseItemKind.Series, names.Title(number), Shows, Shows, MediaType.Unknown);
        Describe(series, names);
        series.IsFolder = true;
        series.Status = number % 2 == 0 ? "Ended" : "Continuing";
        series.Images = [Picture(ImageType.Primary, series.Id, 1000, 1500), Picture(ImageType.Backdrop, series.Id, 1920, 1080), Picture(ImageType.Thumb, series.Id, 1000, 562)];
        Items.Add(series);
        AddCredits(series.Id);
        for (var season = 1; season <= SeasonsPerSeries; season++)
        {
            AddSeason(series, season);
        }
    }

    private void AddSeason(Item series, int number)
    {
        var season = Create(BaseItemKind.Season, $"Season {number}", Shows, series.Id, MediaType.Unknown);
        season.IsFolder = true;
        season.SeriesId = series.Id;
        season.SeriesName = series.Name;
        season.IndexNumber = number;
        season.SortName = SortNames.OfSeason(number);
        Items.Add(season);
        for (var episode = 1; episode <= EpisodesPerSeason; episode++)
        {
            AddEpisode(series, season, episode);
        }
    }

    private void AddEpisode(Item series, Item season, int number)
    {
        var name = $"Chapter {number}";
        var episode = Create(BaseItemKind.Episode, name, Shows, season.Id, MediaType.Video);
        episode.SeriesId = series.Id;
        episode.SeriesName = series.Name;
        episode.SeasonId = season.Id;
        episode.SeasonName = season.Name;
        episode.IndexNumber = number;
        episode.ParentIndexNumber = season.IndexNumber;
        episode.SortName = SortNames.OfEpisode(season.IndexNumber, number, name);
        episode.Images = [Picture(ImageType.Primary, episode.Id, 1280, 720)];
        Items.Add(episode);
    }

    private Item Create(BaseItemKind kind, string name, Guid library, Guid parent, MediaType type)
    {
        var created = Start.AddSeconds(_random.Next(0, 180_000_000));
        var id = ItemId.FromKey(string.Create(CultureInfo.InvariantCulture, $"benchmark {kind} {Items.Count}"));
        return new Item
        {
            Id = id,
            Kind = kind,
            Name = name,
            SortName = SortNames.Of(name),
            SearchName = SearchNames.Of(name),
            LibraryId = library,
            ParentId = parent,
            MediaType = type,
            DateCreated = created,
            DateModified = created,
            Path = $"/media/{kind}/{id:N}.mkv",
            Container = type == MediaType.Video ? "mkv" : null,
            RunTimeTicks = type == MediaType.Video ? _random.NextInt64(12_000_000_000, 90_000_000_000) : null,
            Width = type == MediaType.Video ? 1920 : null,
            Height = type == MediaType.Video ? 1080 : null,
            AudioLanguages = type == MediaType.Video ? ["eng"] : [],
        };
    }

    private void Describe(Item item, Names names)
    {
        item.Genres = names.SomeGenres();
        item.Studios = [$"Studio {_random.Next(200)}"];
        item.Overview = string.Join(' ', Enumerable.Range(0, 20).Select(names.Title));
        item.OfficialRating = names.Pick(Names.Ratings);
        item.ParentalRating = _random.Next(0, 19);
        item.CommunityRating = (float)Math.Round(_random.NextDouble() * 10, 1);
        item.ProductionYear = _random.Next(1950, 2026);
        item.PremiereDate = new DateTimeOffset(item.ProductionYear.Value, _random.Next(1, 13), 1, 0, 0, 0, TimeSpan.Zero);
        item.ProviderIds = new() { ["Imdb"] = $"tt{Items.Count:D7}", ["Tmdb"] = Items.Count.ToString(CultureInfo.InvariantCulture) };
    }

    private void AddCredits(Guid item)
    {
        for (var order = 0; order < 5; order++)
        {
            Credits.Add(new ItemPerson
            {
                ItemId = item,
                PersonId = _people[_random.Next(_people.Count)],
                Kind = order == 4 ? PersonKind.Director : PersonKind.Actor,
                SortOrder = order,
                Role = $"Role {order}",
            });
        }
    }

    private static ItemImage Picture(ImageType type, Guid id, int width, int height)
        => new(type, $"/media/{type}/{id:N}.jpg", ItemId.FromKey($"{type}{id}").ToString("N"), width, height, "LEHV6nWB2yk8pyo0adR*.7kCMdnj");
}
