namespace MediaBrowser.Controller.Library;

/// <summary>
/// One row of the library: a film, series, season, episode, folder, collection folder, and also a genre, studio, person or year
/// (these have no <see cref="LibraryId"/>). Ids are made by <see cref="ItemId"/>: the same path has the same id on every replica.
/// </summary>
public sealed class Item
{
    public required Guid Id { get; set; }

    public required BaseItemKind Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>Lower case, leading article removed, numbers padded; see <c>SortNames</c>.</summary>
    public required string SortName { get; set; }

    /// <summary>Lower case without diacritics and punctuation: what a search term is compared with.</summary>
    public required string SearchName { get; set; }

    public string? OriginalTitle { get; set; }

    public MediaType MediaType { get; set; }

    public bool IsFolder { get; set; }

    /// <summary>An item without a file, such as a season that has no folder of its own.</summary>
    public bool IsVirtual { get; set; }

    public Guid? ParentId { get; set; }

    /// <summary>Id of the collection folder (library) the item is in; also set on the collection folder itself.</summary>
    public Guid? LibraryId { get; set; }

    public ItemRole Role { get; set; }

    public Guid? OwnerId { get; set; }

    public ExtraType? ExtraType { get; set; }

    public Guid? SeriesId { get; set; }

    public Guid? SeasonId { get; set; }

    public string? SeriesName { get; set; }

    public string? SeasonName { get; set; }

    /// <summary>Episode or season number.</summary>
    public int? IndexNumber { get; set; }

    /// <summary>Last episode number of a file that holds several.</summary>
    public int? IndexNumberEnd { get; set; }

    /// <summary>Season number of an episode; 0 = specials.</summary>
    public int? ParentIndexNumber { get; set; }

    public int? AirsBeforeSeasonNumber { get; set; }

    public int? AirsAfterSeasonNumber { get; set; }

    public int? AirsBeforeEpisodeNumber { get; set; }

    /// <summary>Absolute path of the file or folder; null for items that have none.</summary>
    public string? Path { get; set; }

    /// <summary>ffprobe's container name or the file extension without dot, until probed.</summary>
    public string? Container { get; set; }

    /// <summary>Bytes.</summary>
    public long? Size { get; set; }

    /// <summary>Last write time of the file when it was scanned; with <see cref="Size"/> decides whether it must be probed again.</summary>
    public DateTimeOffset? FileModified { get; set; }

    public DateTimeOffset DateCreated { get; set; }

    public DateTimeOffset DateModified { get; set; }

    /// <summary>Newest <see cref="DateCreated"/> below a folder, series or season.</summary>
    public DateTimeOffset? DateLastMediaAdded { get; set; }

    public string? Overview { get; set; }

    public string[] Taglines { get; set; } = [];

    public string[] Genres { get; set; } = [];

    public string[] Studios { get; set; } = [];

    public string[] Tags { get; set; } = [];

    public string[] ProductionLocations { get; set; } = [];

    public string? OfficialRating { get; set; }

    public string? CustomRating { get; set; }

    /// <summary>Age the official rating stands for; null = unrated.</summary>
    public int? ParentalRating { get; set; }

    public float? CommunityRating { get; set; }

    public float? CriticRating { get; set; }

    public DateTimeOffset? PremiereDate { get; set; }

    public DateTimeOffset? EndDate { get; set; }

    public int? ProductionYear { get; set; }

    /// <summary>Of a series: Continuing, Ended or Unreleased.</summary>
    public string? Status { get; set; }

    public string[] AirDays { get; set; } = [];

    public string? AirTime { get; set; }

    /// <summary>Ticks of 100 ns.</summary>
    public long? RunTimeTicks { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    /// <summary>Bits per second of the whole file.</summary>
    public int? Bitrate { get; set; }

    public bool HasSubtitles { get; set; }

    /// <summary>Three-letter languages of the audio streams, for filters.</summary>
    public string[] AudioLanguages { get; set; } = [];

    public string[] SubtitleLanguages { get; set; } = [];

    public CollectionType? CollectionType { get; set; }

    /// <summary>External ids by provider: <c>Imdb</c>, <c>Tmdb</c>, <c>Tvdb</c> ...</summary>
    public Dictionary<string, string> ProviderIds { get; set; } = [];

    public List<string> RemoteTrailers { get; set; } = [];

    /// <summary>Pictures in the order clients number them within a type.</summary>
    public List<ItemImage> Images { get; set; } = [];

    public bool LockData { get; set; }

    public string[] LockedFields { get; set; } = [];

    public string? PreferredMetadataLanguage { get; set; }

    public string? PreferredMetadataCountryCode { get; set; }
}
