using Emby.Server.Implementations.Playback;
using MediaBrowser.Controller.Trickplay;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Preview pictures, for users who may see their item.</summary>
public sealed class TrickplayService(PlaybackItems items, ITrickplayStore store, TrickplayFolders folders)
{
    /// <summary>Null when there is no such item, version or width, or the user may not see it.</summary>
    public async Task<TrickplaySet?> FindAsync(Guid itemId, string? mediaSourceId, int width, User? user, CancellationToken cancellationToken)
        => (await FindWithPathAsync(itemId, mediaSourceId, width, user, cancellationToken)).Set;

    /// <summary>Path of a tile; null also when there is none of this number, or the folder is away.</summary>
    public async Task<string?> FindTileAsync(
        Guid itemId, string? mediaSourceId, int width, int index, User? user, CancellationToken cancellationToken)
    {
        var (set, path) = await FindWithPathAsync(itemId, mediaSourceId, width, user, cancellationToken);
        return set is not null && index >= 0 && index < set.TileCount() && folders.Tile(set, path, index) is var tile && File.Exists(tile) ? tile : null;
    }

    private async Task<(TrickplaySet? Set, string Path)> FindWithPathAsync(
        Guid itemId, string? mediaSourceId, int width, User? user, CancellationToken cancellationToken)
        => await items.FindSourceAsync(itemId, mediaSourceId, user, cancellationToken) is { } source
            ? ((await store.FindAsync([source.Id], cancellationToken))[source.Id].FirstOrDefault(set => set.Width == width), source.Path)
            : (null, "");
}
