using System.Net;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Networking;

/// <summary>Where a client is and whether it may come in.</summary>
public static class AddressRules
{
    private static readonly IPNetwork[] PrivateNetworks =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>Loopback, the configured local networks, or the private ones when none are configured.</summary>
    public static bool IsInLocalNetwork(IPAddress address, NetworkConfiguration configuration)
    {
        var plain = Plain(address);
        if (IPAddress.IsLoopback(plain))
        {
            return true;
        }

        var configured = ParseNetworks(configuration.LocalNetworkSubnets);
        return (configured.Count > 0 ? configured : PrivateNetworks).Any(network => network.Contains(plain));
    }

    /// <summary>Whether a client may speak to the server at all: local ones may; remote ones when allowed and not filtered.</summary>
    public static bool MayConnect(IPAddress address, NetworkConfiguration configuration)
    {
        if (IsInLocalNetwork(address, configuration))
        {
            return true;
        }

        if (!configuration.EnableRemoteAccess)
        {
            return false;
        }

        var filter = ParseNetworks(configuration.RemoteIPFilter);
        return filter.Count == 0 || filter.Any(network => network.Contains(Plain(address))) != configuration.IsRemoteIPFilterBlacklist;
    }

    /// <summary>Addresses and networks in CIDR notation; what is neither is left out.</summary>
    public static IReadOnlyList<IPNetwork> ParseNetworks(IEnumerable<string> texts)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in texts.Select(text => text.Trim()))
        {
            if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
        }

        return networks;
    }

    /// <summary>An IPv4 client of a socket for both families has an IPv6 address.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
