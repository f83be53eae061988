using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library;

/// <summary>Changes to items by hand, announced to everybody.</summary>
public sealed class ItemEditing(IItemEditor editor, LibraryManager libraries, IMessageBus bus)
{
    /// <summary>Returns false when there is no such item.</summary>
    public async Task<bool> ChangeAsync(Guid id, Action<Item> change, IReadOnlyList<ScannedPerson>? people, CancellationToken cancellationToken)
    {
        if (await editor.ChangeAsync(id, change, people, cancellationToken) is not { } item)
        {
            return false;
        }

        await bus.PublishAsync(new ItemsChanged([], [id], [], [], [], item.LibraryId is { } library ? [library] : []), cancellationToken);
        return true;
    }

    /// <summary>Reads the item's files again, with the next scan, which is asked for. Returns false when there is no such item.</summary>
    public async Task<bool> RefreshAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await editor.ForgetScanAsync(id, cancellationToken))
        {
            return false;
        }

        await libraries.RequestScanAsync(cancellationToken);
        return true;
    }
}
