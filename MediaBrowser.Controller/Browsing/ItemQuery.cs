using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Browsing;

/// <summary>A question for a list of items. Null and empty mean "any". All conditions must hold; of a list one element must.</summary>
public sealed record ItemQuery(Viewer Viewer)
{
    public ItemScope Scope { get; init; }

    public IReadOnlyList<BaseItemKind> Kinds { get; init; } = [];

    public IReadOnlyList<BaseItemKind> ExcludeKinds { get; init; } = [];

    public IReadOnlyList<MediaType> MediaTypes { get; init; } = [];

    public IReadOnlyList<Guid> Ids { get; init; } = [];

    public IReadOnlyList<Guid> ExcludeIds { get; init; } = [];

    public bool? IsFolder { get; init; }

    /// <summary>Episodes that are known but have no file. Null = not in the answer.</summary>
    public bool? IsMissing { get; init; }

    public NameConditions Names { get; init; } = new();

    public TagConditions Tags { get; init; } = new();

    public ValueConditions Values { get; init; } = new();

    public WatchConditions Watch { get; init; } = new();

    /// <summary>Empty = by name, search results by how well they match.</summary>
    public IReadOnlyList<ItemOrder> OrderBy { get; init; } = [];

    public int StartIndex { get; init; }

    public int? Limit { get; init; }

    /// <summary>False saves the work: the total is then the number of items in the page.</summary>
    public bool WantsTotal { get; init; } = true;
}

/// <summary>Conditions on names.</summary>
public sealed record NameConditions
{
    /// <summary>All words must be in the name, anywhere, whatever their accents.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>Compared with the sort name.</summary>
    public string? StartsWith { get; init; }

    public string? StartsWithOrGreater { get; init; }

    public string? LessThan { get; init; }
}

/// <summary>Conditions on what items are tagged with.</summary>
public sealed record TagConditions
{
    public IReadOnlyList<string> Genres { get; init; } = [];

    public IReadOnlyList<Guid> GenreIds { get; init; } = [];

    public IReadOnlyList<string> Studios { get; init; } = [];

    public IReadOnlyList<Guid> StudioIds { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> OfficialRatings { get; init; } = [];

    public IReadOnlyList<int> Years { get; init; } = [];

    public IReadOnlyList<string> SeriesStatus { get; init; } = [];

    public IReadOnlyList<string> AudioLanguages { get; init; } = [];

    public IReadOnlyList<string> SubtitleLanguages { get; init; } = [];

    public string? Person { get; init; }

    public IReadOnlyList<Guid> PersonIds { get; init; } = [];

    public IReadOnlyList<PersonKind> PersonKinds { get; init; } = [];
}

/// <summary>Conditions on single values of an item.</summary>
public sealed record ValueConditions
{
    public bool? IsHd { get; init; }

    public bool? Is4K { get; init; }

    public int? MinWidth { get; init; }

    public int? MinHeight { get; init; }

    public int? MaxWidth { get; init; }

    public int? MaxHeight { get; init; }

    public bool? HasSubtitles { get; init; }

    public bool? HasOverview { get; init; }

    public bool? HasOfficialRating { get; init; }

    public bool? HasParentalRating { get; init; }

    public bool? IsLocked { get; init; }

    public float? MinCommunityRating { get; init; }

    public float? MinCriticRating { get; init; }

    public DateTimeOffset? MinPremiereDate { get; init; }

    public DateTimeOffset? MaxPremiereDate { get; init; }

    public DateTimeOffset? MinDateLastSaved { get; init; }

    public int? IndexNumber { get; init; }

    public int? ParentIndexNumber { get; init; }

    /// <summary>External ids that must be there (true) or must not (false), by provider.</summary>
    public IReadOnlyDictionary<string, bool> ProviderIds { get; init; } = new Dictionary<string, bool>();

    /// <summary>Kinds of extras that the item must own (true) or must not (false).</summary>
    public IReadOnlyDictionary<ExtraType, bool> Extras { get; init; } = new Dictionary<ExtraType, bool>();

    /// <summary>Whether the item owns extras other than trailers and themes.</summary>
    public bool? HasSpecialFeature { get; init; }

    /// <summary>Pictures of which the item must have at least one.</summary>
    public IReadOnlyList<ImageType> ImageTypes { get; init; } = [];
}

/// <summary>Conditions on the watch state of <see cref="ItemQuery.Viewer"/>.</summary>
public sealed record WatchConditions
{
    public bool? IsPlayed { get; init; }

    public bool? IsFavorite { get; init; }

    public bool? IsResumable { get; init; }

    public bool? Likes { get; init; }

    public bool IsFavoriteOrLiked { get; init; }
}
