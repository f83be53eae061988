using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Streaming;

public static class StreamingServices
{
    /// <summary>ffmpeg, HLS, subtitles.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services) => services;
}
