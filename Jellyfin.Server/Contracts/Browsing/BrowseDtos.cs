using System.Text.Json.Serialization;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Browsing;

/// <summary>A library whose items clients may offer to group.</summary>
public sealed record SpecialViewOptionDto(string Name, string Id);

/// <summary>Numbers of items of each kind.</summary>
public sealed record ItemCounts(int MovieCount, int SeriesCount, int EpisodeCount, int TrailerCount, int BoxSetCount, int BookCount, int ItemCount)
{
    public int ArtistCount { get; init; }

    public int ProgramCount { get; init; }

    public int SongCount { get; init; }

    public int AlbumCount { get; init; }

    public int MusicVideoCount { get; init; }
}

public sealed record QueryFiltersLegacy(
    IReadOnlyList<string> Genres, IReadOnlyList<string> Tags, IReadOnlyList<string> OfficialRatings, IReadOnlyList<int> Years);

public sealed record QueryFilters(
    IReadOnlyList<NameGuidPair> Genres,
    IReadOnlyList<string> Tags,
    IReadOnlyList<NameValuePair> AudioLanguages,
    IReadOnlyList<NameValuePair> SubtitleLanguages);

public sealed record NameValuePair(string Name, string Value);

/// <summary>Theme songs or videos and the item they belong to.</summary>
public sealed record ThemeMediaResult(Guid OwnerId, IReadOnlyList<BaseItemDto> Items, int TotalRecordCount, int StartIndex = 0);

public sealed record AllThemeMediaResult(ThemeMediaResult ThemeVideosResult, ThemeMediaResult ThemeSongsResult, ThemeMediaResult SoundtrackSongsResult);

public sealed record RecommendationDto(
    IReadOnlyList<BaseItemDto> Items, string RecommendationType, string BaselineItemName, Guid CategoryId);

public sealed record MediaSegmentDto(Guid Id, Guid ItemId, MediaSegmentType Type, long StartTicks, long EndTicks);

public sealed record SearchHintResult(IReadOnlyList<SearchHint> SearchHints, int TotalRecordCount);

/// <summary>A search result for clients that only list names.</summary>
public sealed record SearchHint(Guid ItemId, Guid Id, string Name, BaseItemKind Type, MediaType MediaType)
{
    public int? IndexNumber { get; init; }

    public int? ParentIndexNumber { get; init; }

    public int? ProductionYear { get; init; }

    public string? PrimaryImageTag { get; init; }

    public string? ThumbImageTag { get; init; }

    public string? ThumbImageItemId { get; init; }

    public string? BackdropImageTag { get; init; }

    public string? BackdropImageItemId { get; init; }

    public bool? IsFolder { get; init; }

    public long? RunTimeTicks { get; init; }

    public string? Series { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string> Artists { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Guid? ChannelId { get; init; }

    public double? PrimaryImageAspectRatio { get; init; }
}
