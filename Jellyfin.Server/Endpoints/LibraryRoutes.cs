namespace Jellyfin.Server.Endpoints;

internal static class LibraryRoutes
{
    public static void MapLibraryRoutes(this IEndpointRouteBuilder api)
    {
        api.MapLibraryStructure();
        api.MapLibraryOptions();
        api.MapEnvironment();
        api.MapLibrary();
        api.MapItemDeletion();
        api.MapItemEditing();
        api.MapLibraryNotifications();
    }
}
