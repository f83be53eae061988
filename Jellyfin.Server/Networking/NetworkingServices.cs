using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Jellyfin.Server.Networking;

internal static class NetworkingServices
{
    /// <summary>Proxies, base URL, CORS, the address clients are told.</summary>
    public static void AddNetworking(this IServiceCollection services)
    {
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, ConfiguredCorsPolicy>();
        services.AddSingleton<ForwardedHeaders>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<ServerLifetime>();
    }
}
