using Emby.Server.Implementations.Images;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Images;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Jellyfin.Server.Endpoints;

internal static class UserImageEndpoints
{
    public static void MapUserImages(this IEndpointRouteBuilder api)
    {
        api.MapPicture("/UserImage", GetAsync, "UserImage");
        api.MapPost("/UserImage", SetAsync).WithName("PostUserImage");
        api.MapDelete("/UserImage", DeleteAsync).WithName("DeleteUserImage");

        // jellyfin-web and roku use the old forms; the type and the index mean nothing, a user has one picture.
        foreach (var pattern in new[] { "/Users/{userId}/Images/{imageType}", "/Users/{userId}/Images/{imageType}/{imageIndex}" })
        {
            api.MapPicture(pattern, GetAsync, name: null);
            api.MapPost(pattern, SetAsync);
            api.MapDelete(pattern, DeleteAsync);
        }
    }

    /// <summary>Anonymous like all pictures: the log-in page shows them. The user id is in the path or in the query.</summary>
    private static async Task<IResult> GetAsync(
        Guid? userId,
        [AsParameters] ImageQuery query,
        Caller caller,
        [FromServices] IUserStore users,
        ImageAnswer answer,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if ((userId ?? caller.User?.Id) is not { } id)
        {
            return TypedResults.BadRequest("The user is missing.");
        }

        var user = await users.FindAsync(id, cancellationToken);
        return await answer.SendAsync(user?.Image, query, context, cancellationToken);
    }

    private static async Task<Results<NoContent, BadRequest<string>, NotFound>> SetAsync(
        RequestedUser requested, HttpRequest request, [FromServices] IUserStore users, ImageEditor editor, CancellationToken cancellationToken)
    {
        var content = await ImageUpload.ReadAsync(request, cancellationToken);
        if (content is null || await editor.SaveFileAsync(requested.Id, ImageType.Profile, content, cancellationToken) is not { } image)
        {
            return TypedResults.BadRequest("The content is not a picture that the server knows.");
        }

        var old = requested.User.Image;
        if (await users.UpdateAsync(requested.Id, user => user.Image = image, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        if (old is not null && old.Path != image.Path)
        {
            editor.DeleteFile(old);
        }

        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(
        RequestedUser requested, [FromServices] IUserStore users, ImageEditor editor, CancellationToken cancellationToken)
    {
        var old = requested.User.Image;
        await users.UpdateAsync(requested.Id, user => user.Image = null, cancellationToken);
        if (old is not null)
        {
            editor.DeleteFile(old);
        }

        return TypedResults.NoContent();
    }
}
