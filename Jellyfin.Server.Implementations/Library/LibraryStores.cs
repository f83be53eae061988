using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Library;

public static class LibraryStores
{
    /// <summary>Libraries, scanning and probing in PostgreSQL.</summary>
    public static IServiceCollection AddLibraryStores(this IServiceCollection services)
    {
        services.AddSingleton<ILibraryStore, PostgresLibraryStore>();
        services.AddSingleton<IMediaStore, PostgresMediaStore>();
        services.AddSingleton<IScanStore, PostgresScanStore>();
        services.AddSingleton<IChapterStore, PostgresChapterStore>();
        services.AddSingleton<IMediaSegmentStore, PostgresSegmentStore>();
        services.AddSingleton<IOrphanStore, PostgresOrphanStore>();
        services.AddSingleton<IItemEditor, PostgresItemEditor>();
        services.AddSingleton<IProbeQueue, PostgresProbeQueue>();
        return services;
    }
}
