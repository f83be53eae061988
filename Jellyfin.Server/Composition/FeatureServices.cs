using Emby.Server.Implementations.Browsing;
using Emby.Server.Implementations.Configuration;
using Emby.Server.Implementations.Hardware;
using Emby.Server.Implementations.Images;
using Emby.Server.Implementations.Library;
using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Sessions;
using Emby.Server.Implementations.Streaming;
using Emby.Server.Implementations.SyncPlay;
using Emby.Server.Implementations.Tasks;
using Emby.Server.Implementations.Trickplay;
using Emby.Server.Implementations.Users;
using Jellyfin.Server.Implementations.Activity;
using Jellyfin.Server.Implementations.Browsing;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Configuration;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Library;
using Jellyfin.Server.Implementations.Sessions;
using Jellyfin.Server.Implementations.Streaming;
using Jellyfin.Server.Implementations.Tasks;
using Jellyfin.Server.Implementations.Trickplay;
using Jellyfin.Server.Implementations.Users;

namespace Jellyfin.Server.Composition;

/// <summary>Every feature of the server, one line each.</summary>
internal static class FeatureServices
{
    /// <summary>Where state lives: PostgreSQL, Redis.</summary>
    public static void AddState(this IServiceCollection services)
    {
        services.AddDatabase();
        services.AddCluster();
        services.AddConfigurationStore();
        services.AddUserStores();
        services.AddSessionStores();
        services.AddLibraryStores();
        services.AddItemStores();
        services.AddStreamingStores();
        services.AddTaskStores();
        services.AddTrickplayStores();
        services.AddActivityLog();
    }

    /// <summary>What the server does.</summary>
    public static void AddMediaServer(this IServiceCollection services)
    {
        services.AddServerConfiguration();
        services.AddTasks();
        services.AddUsers();
        services.AddSessions();
        services.AddSyncPlay();
        services.AddLibrary();
        services.AddBrowsing();
        services.AddImages();
        services.AddPlayback();
        services.AddHardware();
        services.AddStreaming();
        services.AddTrickplay();
    }
}
