using System.Text.Json;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>Library changes: not one message for every file, but what came together while a scan goes on, without what a user may not see.</summary>
internal sealed class LibraryContent(IUserStore users, IItemQueryStore items, IConfigurationStore configuration) : ITopicContent
{
    public async ValueTask<TimeSpan> WindowAsync(CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        return TimeSpan.FromSeconds(Math.Clamp(settings.LibraryUpdateDuration, 1, 300));
    }

    public async Task SendAsync(IReadOnlyCollection<SocketConnection> sockets, IReadOnlyList<string> entries, CancellationToken cancellationToken)
    {
        var update = LibraryUpdateInfo.Join([.. entries.Select(entry => JsonSerializer.Deserialize<ItemsChanged>(entry)!)]);
        var messages = new List<(IEnumerable<SocketConnection> Sockets, LibraryUpdateInfo Update)>();
        foreach (var group in sockets.GroupBy(socket => socket.Caller.User?.Id))
        {
            messages.Add((group, await FilterAsync(group.Key, update, cancellationToken)));
        }

        foreach (var (group, visible) in messages.Where(message => !message.Update.IsEmpty))
        {
            group.Send("LibraryChanged", visible);
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
