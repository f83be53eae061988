namespace Jellyfin.Server.Endpoints;

internal static class UserRoutes
{
    public static void MapUserRoutes(this IEndpointRouteBuilder api)
    {
        api.MapStartup();
        api.MapLogin();
        api.MapUsers();
        api.MapUserAdministration();
        api.MapDevices();
        api.MapAuthentication();
        api.MapQuickConnect();
        api.MapDisplayPreferences();
    }
}
