namespace Jellyfin.Server.Authentication;

internal static class AuthenticationServices
{
    public static void AddWireAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication();
        services.AddAuthorization();
    }
}
