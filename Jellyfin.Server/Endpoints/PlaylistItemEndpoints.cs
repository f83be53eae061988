using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What is in a playlist.</summary>
internal static class PlaylistItemEndpoints
{
    public static void MapPlaylistItems(this IEndpointRouteBuilder api)
        => api.MapGet("/Playlists/{playlistId}/Items", ListAsync).WithName("GetPlaylistItems");

    private static async Task<Results<Ok<QueryResult<BaseItemDto>>, ProblemHttpResult>> ListAsync(
        Guid playlistId, ListRequest request, ItemBrowser browser, IItemQueryStore queries, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(playlistId, request.Viewer, cancellationToken) is not { Kind: BaseItemKind.Playlist } playlist)
        {
            return ItemAnswer.NotFound();
        }

        var visible = await queries.QueryAsync(ItemBrowser.Below(new ItemQuery(request.Viewer), playlist, recursive: true), cancellationToken);
        var byId = visible.Items.ToDictionary(item => item.Id);
        var entries = (await queries.EntriesAsync(playlistId, cancellationToken)).Where(entry => byId.ContainsKey(entry.ChildId)).ToList();
        var page = entries.Skip(request.StartIndex).Take(request.Limit ?? int.MaxValue).ToList();
        var items = await answer.MapAsync([.. page.Select(entry => byId[entry.ChildId])], request, cancellationToken);
        for (var index = 0; index < page.Count; index++)
        {
            items[index].PlaylistItemId = page[index].Id.ToString("N");
        }

        return TypedResults.Ok(new QueryResult<BaseItemDto>(items, entries.Count, request.StartIndex));
    }
}
