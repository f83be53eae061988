using System.Text.Json.Serialization;
using Jellyfin.Server.Contracts.Playback;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>An item as clients see it. Null is not sent, except <see cref="ChannelId"/>.</summary>
public sealed class BaseItemDto
{
    public string? Name { get; set; }

    public string? OriginalTitle { get; set; }

    public required string ServerId { get; set; }

    public required Guid Id { get; set; }

    public string? Etag { get; set; }

    /// <summary>Identifies the entry of a playlist.</summary>
    public string? PlaylistItemId { get; set; }

    public DateTimeOffset? DateCreated { get; set; }

    public DateTimeOffset? DateLastMediaAdded { get; set; }

    public ExtraType? ExtraType { get; set; }

    public int? AirsBeforeSeasonNumber { get; set; }

    public int? AirsAfterSeasonNumber { get; set; }

    public int? AirsBeforeEpisodeNumber { get; set; }

    public bool? CanDelete { get; set; }

    public bool? CanDownload { get; set; }

    public bool? HasSubtitles { get; set; }

    public string? PreferredMetadataLanguage { get; set; }

    public string? PreferredMetadataCountryCode { get; set; }

    public string? Container { get; set; }

    public string? SortName { get; set; }

    public DateTimeOffset? PremiereDate { get; set; }

    public IReadOnlyList<ExternalUrl>? ExternalUrls { get; set; }

    public IReadOnlyList<MediaSourceInfo>? MediaSources { get; set; }

    public float? CriticRating { get; set; }

    public IReadOnlyList<string>? ProductionLocations { get; set; }

    public string? Path { get; set; }

    public bool? EnableMediaSourceDisplay { get; set; }

    public string? OfficialRating { get; set; }

    public string? CustomRating { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Guid? ChannelId { get; set; }

    public string? Overview { get; set; }

    public IReadOnlyList<string>? Taglines { get; set; }

    public IReadOnlyList<string>? Genres { get; set; }

    public float? CommunityRating { get; set; }

    public long? CumulativeRunTimeTicks { get; set; }

    public long? RunTimeTicks { get; set; }

    public string? PlayAccess { get; set; }

    public string? AspectRatio { get; set; }

    public int? ProductionYear { get; set; }

    public int? IndexNumber { get; set; }

    public int? IndexNumberEnd { get; set; }

    public int? ParentIndexNumber { get; set; }

    public IReadOnlyList<MediaUrl>? RemoteTrailers { get; set; }

    public IReadOnlyDictionary<string, string>? ProviderIds { get; set; }

    [JsonPropertyName("IsHD")]
    public bool? IsHd { get; set; }

    public bool? IsFolder { get; set; }

    public Guid? ParentId { get; set; }

    public required BaseItemKind Type { get; set; }

    public IReadOnlyList<BaseItemPerson>? People { get; set; }

    public IReadOnlyList<NameGuidPair>? Studios { get; set; }

    public IReadOnlyList<NameGuidPair>? GenreItems { get; set; }

    public Guid? ParentLogoItemId { get; set; }

    public Guid? ParentBackdropItemId { get; set; }

    public IReadOnlyList<string>? ParentBackdropImageTags { get; set; }

    public int? LocalTrailerCount { get; set; }

    public UserItemDataDto? UserData { get; set; }

    public int? RecursiveItemCount { get; set; }

    public int? ChildCount { get; set; }

    public string? SeriesName { get; set; }

    public Guid? SeriesId { get; set; }

    public Guid? SeasonId { get; set; }

    public int? SpecialFeatureCount { get; set; }

    public string? DisplayPreferencesId { get; set; }

    public string? Status { get; set; }

    public string? AirTime { get; set; }

    public IReadOnlyList<string>? AirDays { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public double? PrimaryImageAspectRatio { get; set; }

    public CollectionType? CollectionType { get; set; }

    public string? SeriesPrimaryImageTag { get; set; }

    public string? SeasonName { get; set; }

    public IReadOnlyList<MediaStreamInfo>? MediaStreams { get; set; }

    public string? VideoType { get; set; }

    public int? PartCount { get; set; }

    public int? MediaSourceCount { get; set; }

    public IReadOnlyDictionary<ImageType, string>? ImageTags { get; set; }

    public IReadOnlyList<string>? BackdropImageTags { get; set; }

    public string? ParentLogoImageTag { get; set; }

    public Guid? ParentArtItemId { get; set; }

    public string? ParentArtImageTag { get; set; }

    public string? SeriesThumbImageTag { get; set; }

    public IReadOnlyDictionary<ImageType, Dictionary<string, string>>? ImageBlurHashes { get; set; }

    public string? SeriesStudio { get; set; }

    public Guid? ParentThumbItemId { get; set; }

    public string? ParentThumbImageTag { get; set; }

    public Guid? ParentPrimaryImageItemId { get; set; }

    public string? ParentPrimaryImageTag { get; set; }

    public IReadOnlyList<ChapterInfo>? Chapters { get; set; }

    /// <summary>Preview pictures by media source id and width.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, TrickplayInfoDto>>? Trickplay { get; set; }

    public string? LocationType { get; set; }

    public required MediaType MediaType { get; set; }

    public DateTimeOffset? EndDate { get; set; }

    public IReadOnlyList<string>? LockedFields { get; set; }

    public int? TrailerCount { get; set; }

    public int? MovieCount { get; set; }

    public int? SeriesCount { get; set; }

    public int? EpisodeCount { get; set; }

    public bool? LockData { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }
}
