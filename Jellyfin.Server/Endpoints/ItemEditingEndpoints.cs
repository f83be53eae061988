using Emby.Server.Implementations.Library;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What administrators change on items.</summary>
internal static class ItemEditingEndpoints
{
    public static void MapItemEditing(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Items/{itemId}", UpdateAsync).RequireAuthorization(Policies.Elevated).WithName("UpdateItem");
        api.MapPost("/Items/{itemId}/Refresh", RefreshAsync).RequireAuthorization(Policies.Elevated).WithName("RefreshItem");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UpdateAsync(
        Guid itemId, EditItemDto body, ItemEditing editing, CancellationToken cancellationToken)
        => await editing.ChangeAsync(itemId, body.ApplyTo, body.Cast(), cancellationToken) ? TypedResults.NoContent() : ItemAnswer.NotFound();

    /// <summary>All modes do the same: what is on disk is read again. Nothing comes from the internet.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RefreshAsync(Guid itemId, ItemEditing editing, CancellationToken cancellationToken)
        => await editing.RefreshAsync(itemId, cancellationToken) ? TypedResults.NoContent() : ItemAnswer.NotFound();
}
