namespace MediaBrowser.Controller.Configuration;

/// <summary>Live TV settings.</summary>
public sealed record LiveTvOptions
{
    public bool EnableRecordingSubfolders { get; init; }

    public int PrePaddingSeconds { get; init; }

    public int PostPaddingSeconds { get; init; }

    public bool SaveRecordingNFO { get; init; } = true;

    public bool SaveRecordingImages { get; init; } = true;

    public string? RecordingPostProcessorArguments { get; init; } = "\"{path}\"";

    public int? GuideDays { get; init; }

    public string? RecordingPath { get; init; }

    public string? MovieRecordingPath { get; init; }

    public string? SeriesRecordingPath { get; init; }

    public bool EnableOriginalAudioWithEncodedRecordings { get; init; }

    public IReadOnlyList<TunerHostInfo> TunerHosts { get; init; } = [];

    public IReadOnlyList<ListingsProviderInfo> ListingProviders { get; init; } = [];

    public IReadOnlyList<string> MediaLocationsCreated { get; init; } = [];

    public string? RecordingPostProcessor { get; init; }
}

/// <summary>A tuner.</summary>
public sealed record TunerHostInfo
{
    public bool AllowHWTranscoding { get; init; } = true;

    public bool IgnoreDts { get; init; } = true;

    public bool AllowStreamSharing { get; init; } = true;

    public string? Id { get; init; }

    public string? Url { get; init; }

    public string? Type { get; init; }

    public string? DeviceId { get; init; }

    public string? FriendlyName { get; init; }

    public bool ImportFavoritesOnly { get; init; }

    public bool AllowFmp4TranscodingContainer { get; init; }

    public int FallbackMaxStreamingBitrate { get; init; } = 30_000_000;

    public bool EnableStreamLooping { get; init; }

    public string? Source { get; init; }

    public int TunerCount { get; init; }

    public string? UserAgent { get; init; }

    public bool ReadAtNativeFramerate { get; init; }
}

/// <summary>A source of programme listings.</summary>
public sealed record ListingsProviderInfo
{
    public bool EnableAllTuners { get; init; } = true;

    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? ListingsId { get; init; }

    public string? ZipCode { get; init; }

    public string? Country { get; init; }

    public string? Path { get; init; }

    public IReadOnlyList<string> EnabledTuners { get; init; } = [];

    public IReadOnlyList<string> NewsCategories { get; init; } = [];

    public IReadOnlyList<string> SportsCategories { get; init; } = [];

    public IReadOnlyList<string> KidsCategories { get; init; } = [];

    public IReadOnlyList<string> MovieCategories { get; init; } = [];

    public IReadOnlyList<NameValuePair> ChannelMappings { get; init; } = [];

    public string? MoviePrefix { get; init; }

    public string? PreferredLanguage { get; init; }

    public string? UserAgent { get; init; }
}
