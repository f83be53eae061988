using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Browsing;

public static class BrowsingServices
{
    /// <summary>Lists, home screen, search.</summary>
    public static IServiceCollection AddBrowsing(this IServiceCollection services)
    {
        services.AddSingleton<ItemBrowser>();
        services.AddSingleton<ViewService>();
        services.AddSingleton<LatestService>();
        services.AddSingleton<NextUpService>();
        services.AddSingleton<EpisodeService>();
        services.AddSingleton<RelatedItemService>();
        return services;
    }
}
