using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.WebSockets;

/// <summary>Sends library changes to every client, without what its user may not see.</summary>
internal sealed class LibraryBroadcast(SocketHub hub, IUserStore users, IItemQueryStore items)
{
    public async Task SendAsync(LibraryUpdateInfo update, CancellationToken cancellationToken)
    {
        foreach (var group in hub.All.GroupBy(socket => socket.Caller.User?.Id))
        {
            var visible = await FilterAsync(group.Key, update, cancellationToken);
            if (!visible.IsEmpty)
            {
                group.Send("LibraryChanged", visible);
            }
        }
    }

    /// <param name="userId">Null = a program with an API key: sees all.</param>
    /// <param name="update">Everything that changed.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    private async Task<LibraryUpdateInfo> FilterAsync(Guid? userId, LibraryUpdateInfo update, CancellationToken cancellationToken)
    {
        if (userId is null)
        {
            return update;
        }

        var user = await users.FindAsync(userId.Value, cancellationToken);
        var viewer = user is null ? null : Viewer.Of(user);
        if (viewer is { SeesEverything: true })
        {
            return update;
        }

        Guid[] all = [.. update.FoldersAddedTo, .. update.FoldersRemovedFrom, .. update.ItemsAdded, .. update.ItemsUpdated, .. update.CollectionFolders];
        var page = viewer is null || all.Length == 0
            ? ItemPage.Empty
            : await items.QueryAsync(new ItemQuery(viewer) { Ids = all, WantsTotal = false }, cancellationToken);
        return update.OnlyVisible(page.Items.Select(item => item.Id).ToHashSet());
    }
}
