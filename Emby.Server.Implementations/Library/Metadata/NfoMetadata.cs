using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Metadata;

/// <summary>What an <c>.nfo</c> file says of an item; null and empty = nothing.</summary>
public sealed record NfoMetadata
{
    public string? Title { get; init; }

    public string? OriginalTitle { get; init; }

    public string? SortTitle { get; init; }

    public string? Plot { get; init; }

    public string[] Taglines { get; init; } = [];

    public string[] Genres { get; init; } = [];

    public string[] Studios { get; init; } = [];

    public string[] Tags { get; init; } = [];

    public string[] Countries { get; init; } = [];

    public string[] Trailers { get; init; } = [];

    public string? OfficialRating { get; init; }

    public string? CustomRating { get; init; }

    public float? CommunityRating { get; init; }

    public float? CriticRating { get; init; }

    public int? Year { get; init; }

    public DateTimeOffset? Premiered { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public DateTimeOffset? DateAdded { get; init; }

    /// <summary>Continuing, Ended or Unreleased.</summary>
    public string? Status { get; init; }

    /// <summary>Ticks of 100 ns; what probing finds counts more.</summary>
    public long? RunTimeTicks { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public int? EpisodeEnd { get; init; }

    public int? AirsBeforeSeason { get; init; }

    public int? AirsAfterSeason { get; init; }

    public int? AirsBeforeEpisode { get; init; }

    public IReadOnlyDictionary<string, string> ProviderIds { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<ScannedPerson> People { get; init; } = [];
}
