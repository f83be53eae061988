using System.Net;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Networking;

/// <summary>The address that a client is told to use.</summary>
public static class PublishedAddress
{
    /// <summary>
    /// The deployment's, else the first fitting line of the settings (<c>network=uri</c>, where network is CIDR, <c>all</c>,
    /// <c>internal</c> or <c>external</c>). Null when nothing is configured for this client. Never ends in a slash.
    /// </summary>
    public static string? Find(IPAddress client, NetworkOptions options, NetworkConfiguration configuration)
    {
        var uri = string.IsNullOrWhiteSpace(options.PublishedServerUri) ? FromSettings(client, configuration) : options.PublishedServerUri;
        return uri?.Trim().TrimEnd('/');
    }

    private static string? FromSettings(IPAddress client, NetworkConfiguration configuration)
    {
        foreach (var line in configuration.PublishedServerUriBySubnet)
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && Fits(parts[0], client, configuration))
            {
                return parts[1];
            }
        }

        return null;
    }

    private static bool Fits(string network, IPAddress client, NetworkConfiguration configuration) => network.ToUpperInvariant() switch
    {
        "ALL" => true,
        "INTERNAL" => AddressRules.IsInLocalNetwork(client, configuration),
        "EXTERNAL" => !AddressRules.IsInLocalNetwork(client, configuration),
        _ => AddressRules.ParseNetworks([network]).Any(known => known.Contains(client)),
    };
}
