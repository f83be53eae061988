using System.Text.Json;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Endpoints;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>What a user watched, marked or rated elsewhere, as it is now, without what he may not see.</summary>
internal sealed class UserDataContent(IItemQueryStore items, IUserStore users, UserDataAnswer answer) : ITopicContent
{
    /// <summary>Clients reload their lists anyway when so much has changed.</summary>
    private const int MostItems = 500;

    /// <summary>Marking a season is a request for each episode in some clients.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(300);

    public ValueTask<TimeSpan> WindowAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Window);

    public async Task SendAsync(IReadOnlyCollection<SocketConnection> sockets, IReadOnlyList<string> entries, CancellationToken cancellationToken)
    {
        var changes = entries.Select(entry => JsonSerializer.Deserialize<UserDataChanged>(entry)!).ToList();
        if (await users.FindAsync(changes[0].UserId, cancellationToken) is not { } user)
        {
            return;
        }

        var found = await FindAsync([.. changes.SelectMany(change => change.ItemIds).Distinct().TakeLast(MostItems)], Viewer.Of(user), cancellationToken);
        if (found.Count > 0)
        {
            sockets.Send("UserDataChanged", new UserDataChangeInfo(user.Id, await answer.ReadAsync(found, user, cancellationToken)));
        }
    }

    private async Task<List<Item>> FindAsync(Guid[] ids, Viewer viewer, CancellationToken cancellationToken)
    {
        var page = await items.QueryAsync(new ItemQuery(viewer) { Ids = ids, WantsTotal = false }, cancellationToken);
        var found = page.Items.ToList();
        // Genres and studios are in no list of items; few change at once.
        foreach (var id in ids.Except(page.Items.Select(item => item.Id)).Take(20))
        {
            if (await items.FindAsync(id, viewer, cancellationToken) is { } item)
            {
                found.Add(item);
            }
        }

        return found;
    }

    private sealed record UserDataChangeInfo(Guid UserId, IReadOnlyList<UserItemDataDto> UserDataList);
}
