using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Images;

public static class ImagesServices
{
    /// <summary>Pictures, resized and cached.</summary>
    public static IServiceCollection AddImages(this IServiceCollection services) => services;
}
