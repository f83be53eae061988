namespace MediaBrowser.Controller.Configuration;

/// <summary>A name and what it stands for.</summary>
public sealed record NameValuePair
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}

/// <summary>A path prefix and what clients see instead.</summary>
public sealed record PathSubstitution
{
    public string From { get; init; } = "";

    public string To { get; init; } = "";
}

/// <summary>A catalogue of plugins.</summary>
public sealed record RepositoryInfo
{
    public bool Enabled { get; init; } = true;

    public string? Name { get; init; }

    public string? Url { get; init; }
}

/// <summary>A Chromecast receiver that users may choose.</summary>
public sealed record CastReceiverApplication
{
    internal static readonly IReadOnlyList<CastReceiverApplication> Defaults =
    [
        new() { Id = "F007D354", Name = "Stable" },
        new() { Id = "6F511C87", Name = "Unstable" },
    ];

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";
}

/// <summary>Which metadata sources an item type uses.</summary>
public sealed record MetadataOptions
{
    internal static readonly IReadOnlyList<MetadataOptions> Defaults =
    [
        new() { ItemType = "Book" },
        new() { ItemType = "Movie" },
        new()
        {
            ItemType = "MusicVideo",
            DisabledMetadataFetchers = ["The Open Movie Database"],
            DisabledImageFetchers = ["The Open Movie Database"],
        },
        new() { ItemType = "Series" },
        new() { ItemType = "MusicAlbum", DisabledMetadataFetchers = ["TheAudioDB"] },
        new() { ItemType = "MusicArtist", DisabledMetadataFetchers = ["TheAudioDB"] },
        new() { ItemType = "BoxSet" },
        new() { ItemType = "Season" },
        new() { ItemType = "Episode" },
    ];

    public string? ItemType { get; init; }

    public IReadOnlyList<string> DisabledMetadataSavers { get; init; } = [];

    public IReadOnlyList<string> LocalMetadataReaderOrder { get; init; } = [];

    public IReadOnlyList<string> DisabledMetadataFetchers { get; init; } = [];

    public IReadOnlyList<string> MetadataFetcherOrder { get; init; } = [];

    public IReadOnlyList<string> DisabledImageFetchers { get; init; } = [];

    public IReadOnlyList<string> ImageFetcherOrder { get; init; } = [];
}
