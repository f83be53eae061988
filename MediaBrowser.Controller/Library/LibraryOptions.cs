namespace MediaBrowser.Controller.Library;

/// <summary>Settings of a library, with the names and defaults the dashboard shows. Unknown ones that clients send are kept nowhere.</summary>
public sealed class LibraryOptions
{
    public bool Enabled { get; set; } = true;

    public bool EnablePhotos { get; set; } = true;

    public bool EnableRealtimeMonitor { get; set; } = true;

    public bool EnableLUFSScan { get; set; }

    public bool EnableChapterImageExtraction { get; set; }

    public bool ExtractChapterImagesDuringLibraryScan { get; set; }

    public bool EnableTrickplayImageExtraction { get; set; }

    public bool ExtractTrickplayImagesDuringLibraryScan { get; set; }

    public List<MediaPathInfo> PathInfos { get; set; } = [];

    public bool SaveLocalMetadata { get; set; }

    public bool EnableInternetProviders { get; set; }

    public bool EnableAutomaticSeriesGrouping { get; set; }

    public bool EnableEmbeddedTitles { get; set; }

    public bool EnableEmbeddedExtrasTitles { get; set; }

    public bool EnableEmbeddedEpisodeInfos { get; set; }

    public int AutomaticRefreshIntervalDays { get; set; }

    public string? PreferredMetadataLanguage { get; set; }

    public string? MetadataCountryCode { get; set; }

    public string SeasonZeroDisplayName { get; set; } = "Specials";

    public string[]? MetadataSavers { get; set; }

    public string[] DisabledLocalMetadataReaders { get; set; } = [];

    public string[]? LocalMetadataReaderOrder { get; set; }

    public string[] DisabledSubtitleFetchers { get; set; } = [];

    public string[] SubtitleFetcherOrder { get; set; } = [];

    public string[] DisabledMediaSegmentProviders { get; set; } = [];

    public string[] MediaSegmentProviderOrder { get; set; } = [];

    public bool SkipSubtitlesIfEmbeddedSubtitlesPresent { get; set; }

    public bool SkipSubtitlesIfAudioTrackMatches { get; set; }

    public string[]? SubtitleDownloadLanguages { get; set; }

    public bool RequirePerfectSubtitleMatch { get; set; } = true;

    public bool SaveSubtitlesWithMedia { get; set; } = true;

    public bool SaveLyricsWithMedia { get; set; }

    public bool SaveTrickplayWithMedia { get; set; }

    public string[] DisabledLyricFetchers { get; set; } = [];

    public string[] LyricFetcherOrder { get; set; } = [];

    public bool PreferNonstandardArtistsTag { get; set; }

    public bool UseCustomTagDelimiters { get; set; }

    public string[] CustomTagDelimiters { get; set; } = ["/", "|", ";", "\\"];

    public string[] DelimiterWhitelist { get; set; } = [];

    public bool AutomaticallyAddToCollection { get; set; }

    public string AllowEmbeddedSubtitles { get; set; } = "AllowAll";

    public List<TypeOptions> TypeOptions { get; set; } = [];
}

public sealed record MediaPathInfo(string Path);

/// <summary>Which fetchers a library uses for one kind of item.</summary>
public sealed class TypeOptions
{
    public string? Type { get; set; }

    public string[] MetadataFetchers { get; set; } = [];

    public string[] MetadataFetcherOrder { get; set; } = [];

    public string[] ImageFetchers { get; set; } = [];

    public string[] ImageFetcherOrder { get; set; } = [];

    public List<ImageOption> ImageOptions { get; set; } = [];

    public string[] SimilarItemProviders { get; set; } = [];

    public string[] SimilarItemProviderOrder { get; set; } = [];
}

/// <param name="Type">Which picture.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="MinWidth">Pixels.</param>
public sealed record ImageOption(ImageType Type, int Limit, int MinWidth);
