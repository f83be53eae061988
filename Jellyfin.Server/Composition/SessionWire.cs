using Jellyfin.Server.Endpoints;
using Jellyfin.Server.Middleware;
using Jellyfin.Server.WebSockets;

namespace Jellyfin.Server.Composition;

internal static class SessionWire
{
    /// <summary>What the endpoints of sessions and watch state need, and web sockets.</summary>
    public static void AddSessionWire(this IServiceCollection services)
    {
        services.AddSingleton<UserDataAnswer>();
        services.AddSingleton<SessionAnswers>();
        services.AddSingleton<SessionActivity>();
        services.AddSingleton<RemoteControl>();
        services.AddSockets();
    }

    /// <summary>After authentication: sessions live by requests, and sockets are taken on every path.</summary>
    public static void UseSessions(this WebApplication app)
    {
        app.UseMiddleware<SessionMiddleware>();
        app.UseWebSockets();
        app.UseMiddleware<WebSocketMiddleware>();
    }
}
