namespace Jellyfin.Server.Endpoints;

internal static class BrowseRoutes
{
    public static void MapBrowseRoutes(this IEndpointRouteBuilder api)
    {
        api.MapItems();
        api.MapHome();
        api.MapShows();
        api.MapRelatedItems();
        api.MapExtras();
        api.MapNames();
        api.MapFilters();
        api.MapSearch();
        api.MapPlaylistItems();
        api.MapMusic();
        api.MapLiveTv();
    }
}
