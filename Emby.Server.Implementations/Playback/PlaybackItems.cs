using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Playback;

/// <summary>Items that can be played, for users who may see them.</summary>
public sealed class PlaybackItems(IItemStore items, IItemQueryStore visible, MediaSourceService sources)
{
    /// <summary>Returns null when there is no such item, or the user may not see it. Without a user everything is seen.</summary>
    public async Task<PlayableItem?> FindAsync(Guid itemId, User? user, CancellationToken cancellationToken)
    {
        var item = user is null
            ? await items.FindAsync(itemId, cancellationToken)
            : await visible.FindAsync(itemId, Viewer.Of(user), cancellationToken);
        return item is null ? null : new PlayableItem(item, await sources.FindAsync(item, user, cancellationToken));
    }

    /// <summary>The file of an item, or of another version of it. Null when there is none, or the user may not see it.</summary>
    public async Task<MediaSource?> FindSourceAsync(Guid itemId, string? mediaSourceId, User? user, CancellationToken cancellationToken)
    {
        var found = await FindAsync(itemId, user, cancellationToken);
        if (found is null)
        {
            return null;
        }

        return Guid.TryParse(mediaSourceId, out var id)
            ? found.Sources.FirstOrDefault(source => source.Id == id)
            : found.Sources is [var first, ..] ? first : null;
    }

    /// <summary>Path of the file without anything else; null when there is none.</summary>
    public async Task<string?> FindPathAsync(Guid itemId, string? mediaSourceId, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(mediaSourceId, out var id) && id != itemId)
        {
            return (await FindSourceAsync(itemId, mediaSourceId, null, cancellationToken))?.Path;
        }

        return await items.FindAsync(itemId, cancellationToken) is { IsFolder: false } item ? item.Path : null;
    }
}

/// <param name="Item">What is played.</param>
/// <param name="Sources">Its files, its own first.</param>
public sealed record PlayableItem(Item Item, IReadOnlyList<MediaSource> Sources);
