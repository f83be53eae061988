using Emby.Server.Implementations.Playback;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Trickplay;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Reads what a list of items needs beside their rows: at most one query per kind of thing.</summary>
public sealed class ItemDtoLoader(
    IItemStore items,
    IItemDetailStore details,
    IUserDataStore userData,
    IMediaStore media,
    MediaSourceService mediaSources,
    ITrickplayStore trickplay,
    IServerIdentity identity)
{
    private static readonly ILookup<Guid, Credit> NoCredits = Array.Empty<Credit>().ToLookup(credit => credit.ItemId);
    private static readonly ILookup<Guid, TrickplaySet> NoPreviews = Array.Empty<TrickplaySet>().ToLookup(set => set.ItemId);

    internal async Task<ItemDtoContext> LoadAsync(
        IReadOnlyList<Item> list, ItemDtoOptions options, User? user, CancellationToken cancellationToken)
    {
        var ids = list.Select(item => item.Id).Distinct().ToArray();
        var serverId = await identity.GetIdAsync(cancellationToken);
        var relatives = RelativesAsync(list, options, cancellationToken);
        var states = user is not null && options.EnableUserData
            ? userData.FindManyAsync(user.Id, ids, cancellationToken)
            : Nothing<UserItemData>();
        var folders = FoldersAsync(list, options, user, cancellationToken);
        var owned = WantsOwned(options) ? details.OwnedCountsAsync(Titles(list), cancellationToken) : Nothing<OwnedCounts>();
        var chapters = options.Has(ItemFields.Chapters) ? media.FindManyAsync(Files(list), cancellationToken) : Nothing<ItemMedia>();
        var credits = options.Has(ItemFields.People) ? details.CreditsAsync(Titles(list), cancellationToken) : Task.FromResult(NoCredits);
        var sources = options.Has(ItemFields.MediaSources) || options.Has(ItemFields.MediaStreams) || options.Has(ItemFields.Trickplay)
            ? mediaSources.FindManyAsync(list.DistinctBy(item => item.Id).ToList(), user, cancellationToken)
            : Nothing<IReadOnlyList<MediaSource>>();
        var previews = options.Has(ItemFields.Trickplay) ? TrickplayAsync(sources, cancellationToken) : Task.FromResult(NoPreviews);
        await Task.WhenAll(relatives, states, folders, owned, chapters, credits, sources, previews);
        return new ItemDtoContext(serverId, options, user)
        {
            Relatives = await relatives,
            UserData = await states,
            Folders = await folders,
            Owned = await owned,
            Media = await chapters,
            Sources = await sources,
            Credits = await credits,
            Trickplay = await previews,
        };
    }

    private async Task<ILookup<Guid, TrickplaySet>> TrickplayAsync(
        Task<IReadOnlyDictionary<Guid, IReadOnlyList<MediaSource>>> sources, CancellationToken cancellationToken)
    {
        var files = (await sources).Values.SelectMany(of => of).Where(source => source.IsVideo).Select(source => source.Id).Distinct().ToArray();
        return files.Length == 0 ? NoPreviews : await trickplay.FindAsync(files, cancellationToken);
    }

    private static Task<IReadOnlyDictionary<Guid, T>> Nothing<T>()
        => Task.FromResult<IReadOnlyDictionary<Guid, T>>(new Dictionary<Guid, T>());

    private static bool WantsOwned(ItemDtoOptions options)
        => options.Has(ItemFields.MediaSourceCount) || options.Has(ItemFields.LocalTrailerCount) || options.Has(ItemFields.SpecialFeatureCount);

    /// <summary>Items that can have people and extras: not libraries, not names.</summary>
    private static Guid[] Titles(IReadOnlyList<Item> list)
        => [.. list.Where(item => item.LibraryId is not null && item.Kind != BaseItemKind.CollectionFolder).Select(item => item.Id).Distinct()];

    private static Guid[] Files(IReadOnlyList<Item> list)
        => [.. list.Where(item => item is { Path: not null, LibraryId: not null, IsFolder: false }).Select(item => item.Id).Distinct()];

    private async Task<IReadOnlyDictionary<Guid, Item>> RelativesAsync(
        IReadOnlyList<Item> list, ItemDtoOptions options, CancellationToken cancellationToken)
    {
        if (!options.EnableImages && !options.Has(ItemFields.SeriesStudio))
        {
            return new Dictionary<Guid, Item>();
        }

        var here = list.DistinctBy(item => item.Id).ToDictionary(item => item.Id);
        var missing = list.SelectMany(item => new[] { item.SeriesId, item.SeasonId })
            .OfType<Guid>()
            .Distinct()
            .Where(id => !here.ContainsKey(id))
            .ToArray();
        foreach (var relative in await items.FindManyAsync(missing, cancellationToken))
        {
            here[relative.Id] = relative;
        }

        return here;
    }

    private Task<IReadOnlyDictionary<Guid, FolderCounts>> FoldersAsync(
        IReadOnlyList<Item> list, ItemDtoOptions options, User? user, CancellationToken cancellationToken)
    {
        var wantsCounts = options.Has(ItemFields.ChildCount) || options.Has(ItemFields.RecursiveItemCount);
        var folders = list.Where(item => item.IsFolder && (wantsCounts || (options.EnableUserData && HasWatchState(item.Kind)))).ToArray();
        return folders.Length == 0
            ? Nothing<FolderCounts>()
            : details.FolderCountsAsync(folders, user?.Id, cancellationToken);
    }

    /// <summary>Folders that are played when everything in them is.</summary>
    internal static bool HasWatchState(BaseItemKind kind)
        => kind is BaseItemKind.Series or BaseItemKind.Season or BaseItemKind.BoxSet or BaseItemKind.Folder or BaseItemKind.MusicAlbum;
}
