namespace MediaBrowser.Controller.Networking;

/// <summary>What the deployment knows about the way to the server, and the settings in the database need not.</summary>
public sealed class NetworkOptions
{
    public const string Section = "Network";

    /// <summary>
    /// Address that clients should use, for example <c>https://media.example.org</c>: the load balancer's, not the replica's. Also
    /// <c>JELLYFIN_PublishedServerUrl</c>. Null = the address a request came to.
    /// </summary>
    public string? PublishedServerUri { get; set; }

    /// <summary>Addresses or networks (CIDR) of load balancers whose <c>X-Forwarded-*</c> headers are believed, besides loopback and the settings.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Whether this replica may answer discovery broadcasts on UDP port 7359; the setting AutoDiscovery must be on, too.</summary>
    public bool Discovery { get; set; } = true;

    /// <summary>UDP port of discovery; clients only know 7359.</summary>
    public int DiscoveryPort { get; set; } = 7359;
}
