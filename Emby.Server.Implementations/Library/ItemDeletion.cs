using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library;

public enum DeletionResult
{
    Done,

    /// <summary>The item has a file outside of all libraries, or is a library itself.</summary>
    Refused,

    /// <summary>The files could not be removed; the item is still there.</summary>
    FilesStay,
}

/// <summary>Deletes items together with their files.</summary>
public sealed partial class ItemDeletion(
    IItemStore items, ILibraryStore libraries, IScanStore scans, IMessageBus bus, ILogger<ItemDeletion> logger)
{
    public async Task<DeletionResult> DeleteAsync(Item item, CancellationToken cancellationToken)
    {
        if (item.Kind is BaseItemKind.CollectionFolder or BaseItemKind.UserRootFolder or BaseItemKind.Genre or BaseItemKind.Studio or BaseItemKind.Person)
        {
            return DeletionResult.Refused;
        }

        var owned = new List<Item> { item };
        foreach (var role in new[] { ItemRole.Version, ItemRole.Part, ItemRole.Extra })
        {
            owned.AddRange(await items.OwnedAsync([item.Id], role, cancellationToken));
        }

        var locations = (await libraries.ListAsync(cancellationToken)).SelectMany(library => library.Options.PathInfos).Select(info => info.Path).ToList();
        var paths = owned.Select(part => part.Path).OfType<string>().ToList();
        if (paths.Exists(path => !FileRemoval.IsInside(path, locations)))
        {
            return DeletionResult.Refused;
        }

        try
        {
            FileRemoval.Remove(paths, locations);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogStay(item.Id, exception.GetType().Name);
            return DeletionResult.FilesStay;
        }

        await scans.RemoveAsync([.. owned.Select(part => part.Id)], cancellationToken);
        await bus.PublishAsync(
            new ItemsChanged([], [], [item.Id], [], item.ParentId is { } parent ? [parent] : [], item.LibraryId is { } library ? [library] : []), cancellationToken);
        LogDeleted(item.Id);
        return DeletionResult.Done;
    }

    [LoggerMessage(LogLevel.Information, "Item {ItemId} was deleted with its files")]
    private partial void LogDeleted(Guid itemId);

    [LoggerMessage(LogLevel.Warning, "The files of item {ItemId} could not be removed ({Reason}); it stays")]
    private partial void LogStay(Guid itemId, string reason);
}
