namespace MediaBrowser.Controller.Configuration;

public static class ServerNames
{
    /// <summary>Android clients refuse a server with another product name.</summary>
    public const string Product = "Jellyfin Server";

    /// <summary>The API generation that clients check.</summary>
    public const string Version = "12.0.0";

    /// <summary>What people see; host names would differ between replicas.</summary>
    public static string Friendly(ServerConfiguration configuration)
        => string.IsNullOrWhiteSpace(configuration.ServerName) ? "Jellyfin" : configuration.ServerName;
}
