using System.Net;
using Emby.Server.Implementations.Networking;
using MediaBrowser.Controller.Networking;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Networking;

/// <summary>Where a request comes from and which address its sender should use.</summary>
internal sealed class ClientAddress(NetworkSettings settings, IOptions<NetworkOptions> options)
{
    public string ServerAddress(HttpRequest request)
    {
        var network = settings.Current.Network;
        return PublishedAddress.Find(Remote(request.HttpContext), options.Value, network)
            ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
    }

    public bool IsInLocalNetwork(HttpContext context) => AddressRules.IsInLocalNetwork(Remote(context), settings.Current.Network);

    public static bool IsThisMachine(HttpContext context)
    {
        var remote = Remote(context);
        return IPAddress.IsLoopback(remote) || remote.Equals(context.Connection.LocalIpAddress);
    }

    private static IPAddress Remote(HttpContext context) => context.Connection.RemoteIpAddress is not { } address
        ? IPAddress.Loopback
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
