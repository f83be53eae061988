using Emby.Server.Implementations.Images;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Images;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

internal static class ImageEditEndpoints
{
    public static void MapImageEdits(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/Items/{itemId}/Images/{imageType}").RequireAuthorization(Policies.Elevated);
        group.MapPost("", SetAsync).WithName("SetItemImage");
        group.MapPost("/{imageIndex}", SetByIndexAsync).WithName("SetItemImageByIndex");
        group.MapDelete("", DeleteAsync).WithName("DeleteItemImage");
        group.MapDelete("/{imageIndex}", DeleteByIndexAsync).WithName("DeleteItemImageByIndex");
        group.MapPost("/{imageIndex}/Index", MoveAsync).WithName("UpdateItemImageIndex");
    }

    private static Task<Results<NoContent, NotFound, BadRequest<string>>> SetAsync(
        Guid itemId, string imageType, HttpRequest request, IItemImageStore store, ImageEditor editor, CancellationToken cancellationToken)
        => SaveAsync(itemId, imageType, index: null, request, store, editor, cancellationToken);

    private static Task<Results<NoContent, NotFound, BadRequest<string>>> SetByIndexAsync(
        Guid itemId,
        string imageType,
        int imageIndex,
        HttpRequest request,
        IItemImageStore store,
        ImageEditor editor,
        CancellationToken cancellationToken)
        => SaveAsync(itemId, imageType, imageIndex, request, store, editor, cancellationToken);

    private static async Task<Results<NoContent, NotFound, BadRequest<string>>> SaveAsync(
        Guid itemId,
        string imageType,
        int? index,
        HttpRequest request,
        IItemImageStore store,
        ImageEditor editor,
        CancellationToken cancellationToken)
    {
        var type = ImageTypes.Parse(imageType);
        if (await store.FindAsync(itemId, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var content = await ImageUpload.ReadAsync(request, cancellationToken);
        if (content is null || await editor.SaveFileAsync(itemId, type, content, cancellationToken) is not { } image)
        {
            return TypedResults.BadRequest("The content is not a picture that the server knows.");
        }

        return await editor.SetAsync(itemId, image, index, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Task<Results<NoContent, NotFound>> DeleteAsync(
        Guid itemId, string imageType, int? imageIndex, ImageEditor editor, CancellationToken cancellationToken)
        => RemoveAsync(itemId, imageType, imageIndex ?? 0, editor, cancellationToken);

    private static Task<Results<NoContent, NotFound>> DeleteByIndexAsync(
        Guid itemId, string imageType, int imageIndex, ImageEditor editor, CancellationToken cancellationToken)
        => RemoveAsync(itemId, imageType, imageIndex, editor, cancellationToken);

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(
        Guid itemId, string imageType, int index, ImageEditor editor, CancellationToken cancellationToken)
        => await editor.RemoveAsync(itemId, ImageTypes.Parse(imageType), index, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> MoveAsync(
        Guid itemId, string imageType, int imageIndex, int newIndex, ImageEditor editor, CancellationToken cancellationToken)
        => await editor.SwapAsync(itemId, ImageTypes.Parse(imageType), imageIndex, newIndex, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}
