using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Browsing;

/// <summary>The libraries on a user's home screen.</summary>
public sealed class ViewService(IItemQueryStore queries)
{
    /// <summary>In the user's order; libraries the user hides only with <paramref name="includeHidden"/>.</summary>
    public async Task<IReadOnlyList<Item>> ListAsync(User? user, bool includeHidden, CancellationToken cancellationToken)
    {
        var viewer = user is null ? Viewer.Everything : Viewer.Of(user);
        var page = await queries.QueryAsync(new ItemQuery(viewer) { Kinds = [BaseItemKind.CollectionFolder] }, cancellationToken);
        var hidden = includeHidden || user is null ? [] : user.Configuration.MyMediaExcludes;
        var order = user?.Configuration.OrderedViews ?? [];
        return [.. page.Items.Where(view => !hidden.Contains(view.Id)).OrderBy(view => PositionOf(view.Id, order))];
    }

    private static int PositionOf(Guid id, Guid[] order)
    {
        var position = Array.IndexOf(order, id);
        return position < 0 ? int.MaxValue : position;
    }
}
