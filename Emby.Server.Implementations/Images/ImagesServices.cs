using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Images;

public static class ImagesServices
{
    /// <summary>Pictures, resized and cached.</summary>
    public static IServiceCollection AddImages(this IServiceCollection services)
    {
        services.AddOptions<FfmpegOptions>()
            .BindConfiguration(FfmpegOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Path = configuration["ffmpeg"] ?? options.Path)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IImageInspector, ImageInspector>();
        services.AddOptions<ImageOptions>().BindConfiguration(ImageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ImageCache>();
        services.AddSingleton<ImageEncoder>();
        services.AddSingleton(provider => new ImageService(provider.GetRequiredService<ImageCache>(), provider.GetRequiredService<ImageEncoder>()));
        services.AddSingleton<ImageEditor>();
        services.AddHostedService<ImageCacheCleaner>();
        return services;
    }
}
