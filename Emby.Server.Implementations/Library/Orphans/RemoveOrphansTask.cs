using Emby.Server.Implementations.Trickplay;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Orphans;

/// <summary>Removes what is left of items that are gone: from the database, and pictures from the folder that replicas share.</summary>
internal sealed partial class RemoveOrphansTask(
    IOrphanStore store, OrphanedPictures pictures, OrphanedTrickplay trickplay, IMessageBus bus, ILogger<RemoveOrphansTask> logger) : IScheduledTask
{
    public string Key => "RemoveOrphanedItems";

    public string Name => "Remove Orphaned Items";

    public string Description => "Removes entries whose library or folder is gone, people, genres and studios without items, and pictures of items that are gone. "
        + "Watch states stay, in case a file comes back.";

    public string Category => TaskCategories.Maintenance;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [TaskTrigger.Every(TimeSpan.FromDays(1))];

    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var removed = await store.RemoveItemsAsync(cancellationToken);
        if (removed.Count > 0)
        {
            await bus.PublishAsync(new ItemsChanged([], [], [.. removed], [], [], []), cancellationToken);
        }

        progress.Report(50);
        var files = await pictures.RemoveAsync(cancellationToken);
        var sets = await trickplay.RemoveAsync(cancellationToken);
        LogDone(removed.Count, files, sets);
    }

    [LoggerMessage(LogLevel.Information, "Removed {Items} orphaned items, {Files} orphaned pictures and {Sets} orphaned sets of previews")]
    private partial void LogDone(int items, int files, int sets);
}
