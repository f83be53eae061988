namespace Jellyfin.Server.Contracts.Playback;

public enum MediaProtocol
{
    File,
    Http,
}

public enum MediaSourceType
{
    Default,
    Grouping,
    Placeholder,
}

public enum VideoType
{
    VideoFile,
    Iso,
    Dvd,
    BluRay,
}

public enum AudioSpatialFormat
{
    None,
    DolbyAtmos,
    DTSX,
}
