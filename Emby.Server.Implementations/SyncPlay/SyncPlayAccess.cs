using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.SyncPlay;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.SyncPlay;

/// <summary>Who may see what a group plays.</summary>
public sealed class SyncPlayAccess(IUserStore users, IItemQueryStore items)
{
    /// <summary>Of the items, those that the user may see, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Item>> VisibleAsync(User user, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, Item>();
        }

        var query = new ItemQuery(Viewer.Of(user)) { Ids = [.. ids.Distinct()], WantsTotal = false };
        var page = await items.QueryAsync(query, cancellationToken);
        return page.Items.DistinctBy(item => item.Id).ToDictionary(item => item.Id);
    }

    /// <summary>Of the groups, those whose whole queue the user may see.</summary>
    public async Task<IReadOnlyList<SyncPlayGroup>> FilterAsync(User user, IReadOnlyList<SyncPlayGroup> groups, CancellationToken cancellationToken)
    {
        var visible = await VisibleAsync(user, [.. groups.SelectMany(ItemsOf)], cancellationToken);
        return [.. groups.Where(group => ItemsOf(group).All(visible.ContainsKey))];
    }

    /// <summary>Of the group's users, those who may see all the items.</summary>
    public async Task<IReadOnlySet<Guid>> ViewersAsync(SyncPlayGroup group, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var viewers = new HashSet<Guid>();
        var wanted = ids.Distinct().Count();
        foreach (var id in group.Members.Select(member => member.UserId).Distinct())
        {
            if (await users.FindAsync(id, cancellationToken) is { } user && (await VisibleAsync(user, ids, cancellationToken)).Count == wanted)
            {
                viewers.Add(id);
            }
        }

        return viewers;
    }

    private static IEnumerable<Guid> ItemsOf(SyncPlayGroup group) => group.Queue.Sorted.Select(item => item.ItemId);
}
