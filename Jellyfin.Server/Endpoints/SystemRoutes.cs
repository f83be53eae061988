using Jellyfin.Server.Web;

namespace Jellyfin.Server.Endpoints;

internal static class SystemRoutes
{
    public static void MapSystemRoutes(this IEndpointRouteBuilder api)
    {
        api.MapSystem();
        api.MapSystemFiles();
        api.MapConfiguration();
        api.MapLocalization();
        api.MapFallbackFonts();
        api.MapBranding();
        api.MapSplashscreen();
        api.MapPlugins();
        api.MapImages();
        api.MapImageEdits();
        api.MapUserImages();
        api.MapRemoteMetadata();
        api.MapWebClient();
        api.MapMissingOperations();
    }
}
