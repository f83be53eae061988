namespace MediaBrowser.Controller.Configuration;

/// <summary>Settings of the whole server, with the names and defaults of the API.</summary>
public sealed record ServerConfiguration
{
    public bool EnableMetrics { get; init; }

    public bool EnableNormalizedItemByNameIds { get; init; } = true;

    public bool IsPortAuthorized { get; init; } = true;

    public bool QuickConnectAvailable { get; init; } = true;

    public bool EnableCaseSensitiveItemIds { get; init; } = true;

    public bool DisableLiveTvChannelUserDataName { get; init; } = true;

    public string MetadataPath { get; init; } = "";

    public string PreferredMetadataLanguage { get; init; } = "en";

    public string MetadataCountryCode { get; init; } = "US";

    public IReadOnlyList<string> SortReplaceCharacters { get; init; } = [".", "+", "%"];

    public IReadOnlyList<string> SortRemoveCharacters { get; init; } = [",", "&", "-", "{", "}", "'"];

    public IReadOnlyList<string> SortRemoveWords { get; init; } = ["the", "a", "an"];

    /// <summary>Percent of the run time below which a position is not kept.</summary>
    public int MinResumePct { get; init; } = 5;

    /// <summary>Percent of the run time from which an item counts as played.</summary>
    public int MaxResumePct { get; init; } = 90;

    /// <summary>Items shorter than this have no resume position.</summary>
    public int MinResumeDurationSeconds { get; init; } = 300;

    public int MinAudiobookResume { get; init; } = 5;

    public int MaxAudiobookResume { get; init; } = 5;

    public int InactiveSessionThreshold { get; init; }

    public int LibraryMonitorDelay { get; init; } = 60;

    public int LibraryUpdateDuration { get; init; } = 30;

    public int CacheSize { get; init; } = 200;

    public ImageSavingConvention ImageSavingConvention { get; init; }

    public IReadOnlyList<MetadataOptions> MetadataOptions { get; init; } = Configuration.MetadataOptions.Defaults;

    public bool SkipDeserializationForBasicTypes { get; init; } = true;

    /// <summary>Empty = see <see cref="ServerNames.Friendly"/>.</summary>
    public string ServerName { get; init; } = "";

    public string UICulture { get; init; } = "en-US";

    public bool SaveMetadataHidden { get; init; }

    public IReadOnlyList<NameValuePair> ContentTypes { get; init; } = [];

    /// <summary>Bits per second; 0 = no limit.</summary>
    public int RemoteClientBitrateLimit { get; init; }

    public bool EnableFolderView { get; init; }

    public bool EnableGroupingMoviesIntoCollections { get; init; }

    public bool EnableGroupingShowsIntoCollections { get; init; }

    public bool DisplaySpecialsWithinSeasons { get; init; } = true;

    public IReadOnlyList<string> CodecsUsed { get; init; } = [];

    public IReadOnlyList<RepositoryInfo> PluginRepositories { get; init; } = [];

    public bool EnableExternalContentInSuggestions { get; init; } = true;

    public int ImageExtractionTimeoutMs { get; init; }

    public IReadOnlyList<PathSubstitution> PathSubstitutions { get; init; } = [];

    public bool EnableSlowResponseWarning { get; init; } = true;

    public long SlowResponseThresholdMs { get; init; } = 500;

    public IReadOnlyList<string> CorsHosts { get; init; } = ["*"];

    public int? ActivityLogRetentionDays { get; init; } = 30;

    public int LibraryScanFanoutConcurrency { get; init; }

    public int LibraryMetadataRefreshConcurrency { get; init; }

    public bool AllowClientLogUpload { get; init; } = true;

    public int DummyChapterDuration { get; init; }

    public ImageResolution ChapterImageResolution { get; init; }

    /// <summary>Pictures resized at once by one replica; 0 = one per processor. Followed after a restart.</summary>
    public int ParallelImageEncodingLimit { get; init; }

    public IReadOnlyList<CastReceiverApplication> CastReceiverApplications { get; init; } = CastReceiverApplication.Defaults;

    public TrickplayOptions TrickplayOptions { get; init; } = new();

    /// <summary>
    /// Whether old ways to send a token are accepted: <c>api_key</c>, <c>X-Emby-Token</c>, <c>X-Emby-Authorization</c> ... On, other
    /// than in Jellyfin 12: clients in use cannot do without.
    /// </summary>
    public bool EnableLegacyAuthorization { get; init; } = true;

    public int LogFileRetentionDays { get; init; } = 3;

    public bool IsStartupWizardCompleted { get; init; }

    public string? CachePath { get; init; }

    public string? PreviousVersion { get; init; }

    public string? PreviousVersionStr { get; init; }
}

public enum ImageResolution
{
    MatchSource,
    P144,
    P240,
    P360,
    P480,
    P720,
    P1080,
    P1440,
    P2160,
}

public enum ImageSavingConvention
{
    Legacy,
    Compatible,
}
