using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Playback;

public static class PlaybackServices
{
    /// <summary>Playback decision, media sources.</summary>
    public static IServiceCollection AddPlayback(this IServiceCollection services) => services
        .AddSingleton<MediaSourceService>()
        .AddSingleton<PlaybackItems>();
}
