using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Browsing;

/// <summary>What was added last. Episodes that came together are shown as their season or series.</summary>
public sealed class LatestService(IHomeStore home, IItemStore items, IItemDetailStore details, ItemBrowser browser)
{
    /// <summary>Episodes added within this time of the newest one came together with it.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromHours(24);

    private static readonly BaseItemKind[] Playable =
        [BaseItemKind.Movie, BaseItemKind.Episode, BaseItemKind.Video, BaseItemKind.MusicVideo, BaseItemKind.Audio, BaseItemKind.Book, BaseItemKind.Photo];

    public async Task<IReadOnlyList<Item>> ListAsync(LatestRequest request, CancellationToken cancellationToken)
    {
        var viewer = request.User is null ? Viewer.Everything : Viewer.Of(request.User);
        if (await browser.ParentAsync(request.ParentId, viewer, cancellationToken) is not { } parent)
        {
            return [];
        }

        if (parent.Kind == BaseItemKind.UserRootFolder && request.User is { Configuration.LatestItemsExcludes: { Length: > 0 } excluded })
        {
            viewer = viewer with { BlockedLibraries = [.. viewer.BlockedLibraries, .. excluded] };
        }

        var scope = ItemBrowser.Below(new ItemQuery(viewer), parent, recursive: true).Scope;
        var query = new LatestQuery(viewer, scope, request.Limit)
        {
            Kinds = KindsOf(request.Kinds, parent),
            IsPlayed = request.IsPlayed ?? (request.User is { Configuration.HidePlayedInLatest: true } ? false : null),
            GroupItems = request.GroupItems,
        };
        var groups = await home.LatestAsync(query, cancellationToken);
        var seasons = await SeasonCountsAsync(groups, request.User, cancellationToken);
        return await items.FindManyAsync([.. groups.Select(group => Represent(group, seasons)).Distinct()], cancellationToken);
    }

    /// <summary>The item that stands for a group: the one new episode, the season if there are others, or the series.</summary>
    public static Guid Represent(LatestGroup group, Func<Guid, int> seasonsOf)
    {
        var newest = group.Items[0];
        if (group.SeriesId is not { } series)
        {
            return newest.Id;
        }

        var recent = group.Items.Where(item => newest.DateCreated - item.DateCreated <= Together).ToList();
        if (recent.Count == 1)
        {
            return newest.Id;
        }

        var season = recent.TrueForAll(item => item.SeasonId == newest.SeasonId) ? newest.SeasonId : null;
        return season is { } id && seasonsOf(series) > 1 ? id : series;
    }

    private static Guid Represent(LatestGroup group, IReadOnlyDictionary<Guid, FolderCounts> seasons)
        => Represent(group, series => seasons.GetValueOrDefault(series)?.Children ?? 0);

    private static BaseItemKind[] KindsOf(IReadOnlyList<BaseItemKind> asked, Item parent)
    {
        if (asked.Count > 0)
        {
            return [.. asked.Select(kind => kind is BaseItemKind.Series or BaseItemKind.Season ? BaseItemKind.Episode : kind).Distinct()];
        }

        return parent.CollectionType switch
        {
            CollectionType.movies => [BaseItemKind.Movie],
            CollectionType.tvshows => [BaseItemKind.Episode],
            _ => Playable,
        };
    }

    private async Task<IReadOnlyDictionary<Guid, FolderCounts>> SeasonCountsAsync(
        IReadOnlyList<LatestGroup> groups, User? user, CancellationToken cancellationToken)
    {
        var ids = groups.Where(group => group.Items.Count > 1).Select(group => group.SeriesId).OfType<Guid>().ToArray();
        var series = await items.FindManyAsync(ids, cancellationToken);
        return await details.FolderCountsAsync(series, user?.Id, cancellationToken);
    }
}

/// <summary>What a client wants to see of the newest items.</summary>
public sealed record LatestRequest(User? User, Guid? ParentId, int Limit)
{
    public IReadOnlyList<BaseItemKind> Kinds { get; init; } = [];

    /// <summary>Null = as the user set it.</summary>
    public bool? IsPlayed { get; init; }

    public bool GroupItems { get; init; } = true;
}
