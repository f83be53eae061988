using Emby.Server.Implementations.Library.Chapters;
using Emby.Server.Implementations.Library.Orphans;
using Emby.Server.Implementations.Library.Probing;
using Emby.Server.Implementations.Library.Scanning;
using Emby.Server.Implementations.Library.Segments;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Library;

public static class LibraryServices
{
    /// <summary>Libraries, scanner, probing.</summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services)
    {
        services.AddSingleton<LibraryManager>();
        services.AddSingleton<ItemDeletion>();
        services.AddSingleton<ItemEditing>();
        services.AddSingleton<LibraryScanner>();
        services.AddSingleton<IScheduledTask, RefreshLibraryTask>();
        services.AddSingleton<ChapterPictures>();
        services.AddSingleton<IScheduledTask, ChapterImagesTask>();
        services.AddSingleton<SegmentFinder>();
        services.AddSingleton<IScheduledTask, ExtractSegmentsTask>();
        services.AddSingleton<OrphanedPictures>();
        services.AddSingleton<IScheduledTask, RemoveOrphansTask>();
        services.AddOptions<ProbeOptions>().BindConfiguration(ProbeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MediaProber>();
        services.AddSingleton<EmbeddedPicture>();
        services.AddSingleton<ProbeRunner>();
        services.AddHostedService<ProbeWorker>();
        return services;
    }
}
