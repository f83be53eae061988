using Emby.Server.Implementations.Library;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Deleting items with their files, for users who may.</summary>
internal static class ItemDeletionEndpoints
{
    public static void MapItemDeletion(this IEndpointRouteBuilder api)
    {
        api.MapDelete("/Items/{itemId}", DeleteAsync).WithName("DeleteItem");
        api.MapDelete("/Items", DeleteManyAsync).WithName("DeleteItems");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid itemId, Caller caller, IItemStore items, ItemDeletion deletion, CancellationToken cancellationToken)
        => await items.FindAsync(itemId, cancellationToken) is { } item
            ? await RemoveAsync([item], caller, deletion, cancellationToken)
            : ItemAnswer.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteManyAsync(
        CommaSeparated<Guid>? ids, Caller caller, IItemStore items, ItemDeletion deletion, CancellationToken cancellationToken)
    {
        var found = await items.FindManyAsync(ids ?? [], cancellationToken);
        return found.Count < (ids?.Distinct().Count() ?? 0) ? ItemAnswer.NotFound() : await RemoveAsync(found, caller, deletion, cancellationToken);
    }

    /// <summary>Nothing is deleted when one of the items may not be.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        IReadOnlyList<Item> items, Caller caller, ItemDeletion deletion, CancellationToken cancellationToken)
    {
        if (!items.All(item => caller.IsApiKey || ItemRights.CanDelete(item, caller.User)))
        {
            return TypedResults.Problem("You may not delete this.", statusCode: StatusCodes.Status401Unauthorized);
        }

        foreach (var item in items)
        {
            var result = await deletion.DeleteAsync(item, cancellationToken);
            if (result != DeletionResult.Done)
            {
                return result == DeletionResult.FilesStay
                    ? TypedResults.Problem("The server may not remove the files. Is the media mounted read-only?", statusCode: StatusCodes.Status403Forbidden)
                    : TypedResults.Problem("This cannot be deleted.", statusCode: StatusCodes.Status403Forbidden);
            }
        }

        return TypedResults.NoContent();
    }
}
