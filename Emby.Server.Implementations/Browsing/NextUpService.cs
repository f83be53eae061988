using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Browsing;

/// <summary>What to watch next of the series a user follows.</summary>
public sealed class NextUpService(IHomeStore home, IItemStore items, ItemBrowser browser)
{
    public async Task<ItemPage> ListAsync(NextUpQuery query, Guid? parentId, bool wantsTotal, CancellationToken cancellationToken)
    {
        if (parentId is { } id)
        {
            if (await browser.FindAsync(id, query.Viewer, cancellationToken) is not { } parent)
            {
                return ItemPage.Empty;
            }

            query = parent.Kind == BaseItemKind.Series
                ? query with { SeriesId = parent.Id }
                : query with { Scope = ItemBrowser.Below(new ItemQuery(query.Viewer), parent, recursive: true).Scope };
        }

        var asked = wantsTotal ? query with { StartIndex = 0, Limit = null } : query;
        var ids = await home.NextUpAsync(asked, cancellationToken);
        if (ids.Count == 0 && query.SeriesId is { } series && query.StartIndex == 0)
        {
            ids = await BeginningAsync(series, query, cancellationToken);
        }

        var page = wantsTotal ? ids.Skip(query.StartIndex).Take(query.Limit ?? int.MaxValue).ToArray() : ids;
        return new ItemPage(await items.FindManyAsync([.. page], cancellationToken), wantsTotal ? ids.Count : 0);
    }

    /// <summary>A series that was never begun starts with its first episode; one that was watched to its end has no next.</summary>
    private async Task<IReadOnlyList<Guid>> BeginningAsync(Guid series, NextUpQuery query, CancellationToken cancellationToken)
    {
        var first = await home.FirstEpisodeAsync(series, query.Viewer, cancellationToken);
        if (first is not { } id)
        {
            return [];
        }

        var isBegun = await home.IsBegunAsync(series, query.Viewer, cancellationToken);
        return isBegun ? [] : [id];
    }
}
