using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Streaming;

public static class StreamingStores
{
    /// <summary>Key frames.</summary>
    public static IServiceCollection AddStreamingStores(this IServiceCollection services)
        => services.AddSingleton<IKeyFrameStore, PostgresKeyFrameStore>();
}
