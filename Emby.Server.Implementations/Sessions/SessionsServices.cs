using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Sessions;

public static class SessionsServices
{
    /// <summary>Who is connected and what they play.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddOptions<SessionOptions>().BindConfiguration(SessionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UserDataService>();
        services.AddSingleton<SessionManager>();
        services.AddSingleton<WatchProgress>();
        services.AddSingleton<PlaybackReporting>();
        services.AddHostedService<AbandonedPlayback>();
        services.AddHostedService<LoggedOutSessions>();
        return services;
    }
}
