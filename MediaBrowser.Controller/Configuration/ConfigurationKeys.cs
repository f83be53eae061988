namespace MediaBrowser.Controller.Configuration;

/// <summary>Names of the settings in <see cref="IConfigurationStore"/>; all but the first are also names in the API.</summary>
public static class ConfigurationKeys
{
    /// <summary><see cref="ServerConfiguration"/>.</summary>
    public const string System = "system";

    /// <summary><see cref="NetworkConfiguration"/>.</summary>
    public const string Network = "network";

    /// <summary><see cref="EncodingOptions"/>.</summary>
    public const string Encoding = "encoding";

    /// <summary><see cref="BrandingOptions"/>.</summary>
    public const string Branding = "branding";

    /// <summary><see cref="MetadataConfiguration"/>.</summary>
    public const string Metadata = "metadata";

    /// <summary><see cref="XbmcMetadataOptions"/>.</summary>
    public const string XbmcMetadata = "xbmcmetadata";

    /// <summary><see cref="LiveTvOptions"/>.</summary>
    public const string LiveTv = "livetv";
}
