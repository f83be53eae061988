using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Playback;

/// <summary>The files an item can be played from.</summary>
public sealed class MediaSourceService(IItemStore items, IMediaStore media, IMediaSegmentStore segments, IUserDataStore userData)
{
    /// <summary>Sources of one item, its own file first. Empty for items without a file.</summary>
    public async Task<IReadOnlyList<MediaSource>> FindAsync(Item item, User? user, CancellationToken cancellationToken)
        => (await FindManyAsync([item], user, cancellationToken)).GetValueOrDefault(item.Id) ?? [];

    /// <summary>Sources by item id; items without a file are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<MediaSource>>> FindManyAsync(
        IReadOnlyCollection<Item> wanted, User? user, CancellationToken cancellationToken)
    {
        var playable = wanted.Where(item => item.Path is not null && !item.IsFolder).ToList();
        if (playable.Count == 0)
        {
            return new Dictionary<Guid, IReadOnlyList<MediaSource>>();
        }

        var versions = await VersionsAsync(playable, cancellationToken);
        var ids = playable.Select(item => item.Id).Concat(versions.SelectMany(group => group.Value).Select(item => item.Id)).Distinct().ToList();
        var marking = segments.FindMarkedAsync(ids, cancellationToken);
        var probed = await media.FindManyAsync(ids, cancellationToken);
        var marked = await marking;
        var remembered = user is null
            ? new Dictionary<Guid, UserItemData>()
            : await userData.FindManyAsync(user.Id, playable.Select(item => item.Id).ToList(), cancellationToken);
        return playable.ToDictionary(
            item => item.Id,
            IReadOnlyList<MediaSource> (item) =>
            [
                .. MediaSourceFactory.Create(item, versions[item.Id], probed, user?.Configuration, remembered.GetValueOrDefault(item.Id))
                    .Select(source => marked.Contains(source.Id) ? source with { HasSegments = true } : source),
            ]);
    }

    /// <summary>The other versions of each item, also when the item asked for is itself one of them.</summary>
    private async Task<Dictionary<Guid, IReadOnlyCollection<Item>>> VersionsAsync(List<Item> playable, CancellationToken cancellationToken)
    {
        var owners = playable.Select(TitleId).Distinct().ToList();
        var owned = (await items.OwnedAsync(owners, ItemRole.Version, cancellationToken)).ToLookup(version => version.OwnerId!.Value);
        var missing = owners.Except(playable.Select(item => item.Id)).ToList();
        var titles = missing.Count == 0 ? [] : await items.FindManyAsync(missing, cancellationToken);
        return playable.ToDictionary(item => item.Id, IReadOnlyCollection<Item> (item) => Others(item, owned, titles));
    }

    private static List<Item> Others(Item item, ILookup<Guid, Item> owned, IReadOnlyList<Item> titles)
        => owned[TitleId(item)]
            .Concat(titles.Where(title => title.Id == TitleId(item)))
            .Where(other => other.Id != item.Id)
            .ToList();

    private static Guid TitleId(Item item) => item.Role == ItemRole.Version && item.OwnerId is { } owner ? owner : item.Id;
}
