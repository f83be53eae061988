using MediaBrowser.Controller.Configuration;

namespace Jellyfin.Server.Authentication;

/// <summary>Whether a request comes from the server's own network, as configured.</summary>
internal sealed class NetworkOrigin(IConfigurationStore configuration)
{
    public async ValueTask<bool> IsLocalAsync(HttpContext http)
    {
        var settings = await configuration.GetAsync<NetworkConfiguration>(ConfigurationKeys.Network, http.RequestAborted);
        return LocalNetwork.Contains(http.Connection.RemoteIpAddress, settings.LocalNetworkSubnets);
    }
}
