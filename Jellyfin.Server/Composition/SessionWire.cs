using Jellyfin.Server.Endpoints;

namespace Jellyfin.Server.Composition;

internal static class SessionWire
{
    /// <summary>What the endpoints of sessions and watch state need.</summary>
    public static void AddSessionWire(this IServiceCollection services)
    {
        services.AddSingleton<UserDataAnswer>();
        services.AddSingleton<SessionAnswers>();
    }
}
