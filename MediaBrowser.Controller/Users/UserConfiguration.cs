namespace MediaBrowser.Controller.Users;

public enum SubtitlePlaybackMode
{
    Default,
    Always,
    OnlyForced,
    None,
    Smart,
}

/// <summary>What a user prefers, with the names and defaults of the API. Stored as JSON and sent as it is.</summary>
public sealed class UserConfiguration
{
    public string? AudioLanguagePreference { get; set; }

    public bool PlayDefaultAudioTrack { get; set; } = true;

    public string? SubtitleLanguagePreference { get; set; } = "";

    public bool DisplayMissingEpisodes { get; set; }

    public Guid[] GroupedFolders { get; set; } = [];

    public SubtitlePlaybackMode SubtitleMode { get; set; }

    public bool DisplayCollectionsView { get; set; }

    public bool EnableLocalPassword { get; set; }

    public Guid[] OrderedViews { get; set; } = [];

    public Guid[] LatestItemsExcludes { get; set; } = [];

    public Guid[] MyMediaExcludes { get; set; } = [];

    public bool HidePlayedInLatest { get; set; } = true;

    public bool RememberAudioSelections { get; set; } = true;

    public bool RememberSubtitleSelections { get; set; } = true;

    public bool EnableNextEpisodeAutoPlay { get; set; } = true;

    public string? CastReceiverId { get; set; } = "F007D354";
}
