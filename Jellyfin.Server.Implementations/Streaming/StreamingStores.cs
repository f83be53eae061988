using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Streaming;

public static class StreamingStores
{
    /// <summary>Key frames and owners of play sessions.</summary>
    public static IServiceCollection AddStreamingStores(this IServiceCollection services) => services;
}
