namespace Jellyfin.Server.WebSockets;

internal static class WebSocketServices
{
    /// <summary>The sockets of this replica, and what they are told.</summary>
    public static void AddSockets(this IServiceCollection services)
    {
        services.AddSingleton<SocketHub>();
        services.AddSingleton<SocketPresence>();
        services.AddHostedService(provider => provider.GetRequiredService<SocketPresence>());
        services.AddHostedService<SocketNotifications>();
        services.AddHostedService<SocketDrain>();
        services.AddSingleton<ISocketNotifier, SessionNotifier>();
        services.AddSingleton<ISocketNotifier, UserDataNotifier>();
        services.AddSingleton<LibraryBroadcast>();
        services.AddSingleton<ISocketNotifier, LibraryNotifier>();
        services.AddSingleton<ISocketNotifier, RefreshNotifier>();
        services.AddSingleton<ISocketFeed, SessionFeed>();
        services.AddSingleton<ISocketFeed, TaskFeed>();
        services.AddSingleton<ISocketFeed, ActivityFeed>();
    }
}
