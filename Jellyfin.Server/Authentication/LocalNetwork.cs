using System.Net;
using System.Net.Sockets;

namespace Jellyfin.Server.Authentication;

/// <summary>Whether an address belongs to the network at home.</summary>
internal static class LocalNetwork
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

    /// <param name="address">Null counts as local: there is no network between.</param>
    /// <param name="subnets">Configured subnets or addresses; empty = all private ones.</param>
    public static bool Contains(IPAddress? address, IReadOnlyList<string> subnets)
    {
        if (address is null)
        {
            return true;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        var networks = subnets.Select(Parse).OfType<IPNetwork>().ToList();
        return (networks.Count > 0 ? networks : PrivateNetworks.AsEnumerable()).Any(network => network.Contains(address));
    }

    private static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }
}
