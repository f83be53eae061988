using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Subtitles;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Streaming;

public static class StreamingStores
{
    /// <summary>Key frames and subtitles.</summary>
    public static IServiceCollection AddStreamingStores(this IServiceCollection services)
        => services.AddSingleton<IKeyFrameStore, PostgresKeyFrameStore>().AddSingleton<ISubtitleStore, PostgresSubtitleStore>();
}
