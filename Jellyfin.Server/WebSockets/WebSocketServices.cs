using Jellyfin.Server.WebSockets.Topics;

namespace Jellyfin.Server.WebSockets;

internal static class WebSocketServices
{
    /// <summary>The sockets of this replica, and what they are told.</summary>
    public static void AddSockets(this IServiceCollection services)
    {
        services.AddOptions<SocketOptions>().BindConfiguration(SocketOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SocketHub>();
        services.AddSingleton<KeepAlive>();
        services.AddSingleton<SocketFeedFactory>();
        services.AddSingleton<SocketService>();
        services.AddSingleton<SocketPresence>();
        services.AddHostedService(provider => provider.GetRequiredService<SocketPresence>());
        services.AddHostedService<SocketNotifications>();
        services.AddHostedService<SocketDrain>();
        services.AddHostedService<SocketMetrics>();
        services.AddSingleton<SessionDelivery>();
        services.AddSingleton<ISocketNotifier, SessionNotifier>();
        services.AddTopics();
        services.AddSingleton<ISocketNotifier, RefreshNotifier>();
        services.AddSingleton<SyncPlayDelivery>();
        services.AddSingleton<ISocketNotifier, SyncPlayNotifier>();
        services.AddHostedService<SyncPlayLoop>();
        services.AddSingleton<ISocketFeed, SessionFeed>();
        services.AddSingleton<ISocketFeed, TaskFeed>();
        services.AddSingleton<ISocketFeed, ActivityFeed>();
    }

    /// <summary>What reaches every socket once, also one that changes replicas.</summary>
    private static void AddTopics(this IServiceCollection services)
    {
        services.AddSingleton<LibraryContent>();
        services.AddSingleton<UserDataContent>();
        services.AddSingleton<TopicContents>();
        services.AddSingleton<TopicPositions>();
        services.AddHostedService(provider => provider.GetRequiredService<TopicPositions>());
        services.AddSingleton<TopicHub>();
        services.AddSingleton<ISocketNotifier, TopicNotifier>();
    }
}
