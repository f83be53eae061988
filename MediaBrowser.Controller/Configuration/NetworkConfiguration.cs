namespace MediaBrowser.Controller.Configuration;

/// <summary>How the server is reached, with the names and defaults of the API.</summary>
public sealed record NetworkConfiguration
{
    public string BaseUrl { get; init; } = "";

    public bool EnableHttps { get; init; }

    public bool RequireHttps { get; init; }

    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    public int InternalHttpPort { get; init; } = 8096;

    public int InternalHttpsPort { get; init; } = 8920;

    public int PublicHttpPort { get; init; } = 8096;

    public int PublicHttpsPort { get; init; } = 8920;

    public bool AutoDiscovery { get; init; } = true;

    public bool EnableUPnP { get; init; }

    public bool EnableIPv4 { get; init; } = true;

    public bool EnableIPv6 { get; init; }

    public bool EnableRemoteAccess { get; init; } = true;

    public IReadOnlyList<string> LocalNetworkSubnets { get; init; } = [];

    public IReadOnlyList<string> LocalNetworkAddresses { get; init; } = [];

    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    public bool IgnoreVirtualInterfaces { get; init; } = true;

    public IReadOnlyList<string> VirtualInterfaceNames { get; init; } = ["veth"];

    public bool EnablePublishedServerUriByRequest { get; init; }

    public IReadOnlyList<string> PublishedServerUriBySubnet { get; init; } = [];

    public IReadOnlyList<string> RemoteIPFilter { get; init; } = [];

    public bool IsRemoteIPFilterBlacklist { get; init; }
}
