namespace MediaBrowser.Controller.Configuration;

/// <summary>What the log-in page shows.</summary>
public sealed record BrandingOptions
{
    public string? LoginDisclaimer { get; init; }

    public string? CustomCss { get; init; }

    public bool SplashscreenEnabled { get; init; }
}

public sealed record MetadataConfiguration
{
    /// <summary>Whether "date added" is the file's time instead of the time it was first scanned.</summary>
    public bool UseFileCreationTimeForDateAdded { get; init; } = true;
}

/// <summary>How <c>.nfo</c> files are written.</summary>
public sealed record XbmcMetadataOptions
{
    public string? UserId { get; init; }

    public string ReleaseDateFormat { get; init; } = "yyyy-MM-dd";

    public bool SaveImagePathsInNfo { get; init; } = true;

    public bool EnablePathSubstitution { get; init; } = true;

    public bool EnableExtraThumbsDuplication { get; init; }
}
