namespace Jellyfin.Server.Endpoints;

internal static class SessionRoutes
{
    public static void MapSessionRoutes(this IEndpointRouteBuilder api)
    {
        api.MapUserData();
        api.MapSessions();
        api.MapOwnSession();
        api.MapSessionUsers();
        api.MapPlaystate();
        api.MapRemoteControl();
        api.MapSyncPlay();
    }
}
