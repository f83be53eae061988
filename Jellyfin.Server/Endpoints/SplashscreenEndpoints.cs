using Emby.Server.Implementations.Images;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Images;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>The picture behind the log-in page. There is one when an administrator has uploaded it.</summary>
internal static class SplashscreenEndpoints
{
    private const string Key = "splashscreen";

    public static void MapSplashscreen(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Branding/Splashscreen", GetAsync).WithName("GetSplashscreen").AllowAnonymous();
        api.MapPost("/Branding/Splashscreen", UploadAsync).WithName("UploadCustomSplashscreen").RequireAuthorization(Policies.Elevated);
        api.MapDelete("/Branding/Splashscreen", DeleteAsync).WithName("DeleteCustomSplashscreen").RequireAuthorization(Policies.Elevated);
    }

    private static async Task<IResult> GetAsync(
        [AsParameters] ImageQuery query, IConfigurationStore store, ImageAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        var splashscreen = await store.GetAsync<Splashscreen>(Key, cancellationToken);
        return await answer.SendAsync(splashscreen.Image, query, context, cancellationToken);
    }

    private static async Task<Results<NoContent, BadRequest<string>>> UploadAsync(
        HttpRequest request, ImageEditor editor, IConfigurationStore store, CancellationToken cancellationToken)
    {
        var content = await ImageUpload.ReadAsync(request, cancellationToken);
        if (content is null || await editor.SaveFileAsync(Guid.Empty, ImageType.Backdrop, content, cancellationToken) is not { } image)
        {
            return TypedResults.BadRequest("The content is not a picture that the server knows.");
        }

        await ReplaceAsync(image, editor, store, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(ImageEditor editor, IConfigurationStore store, CancellationToken cancellationToken)
    {
        await ReplaceAsync(null, editor, store, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task ReplaceAsync(ItemImage? image, ImageEditor editor, IConfigurationStore store, CancellationToken cancellationToken)
    {
        var old = await store.GetAsync<Splashscreen>(Key, cancellationToken);
        await store.SaveAsync(Key, new Splashscreen { Image = image }, cancellationToken);
        if (old.Image is { } replaced && replaced.Path != image?.Path)
        {
            editor.DeleteFile(replaced);
        }
    }

    private sealed record Splashscreen
    {
        public ItemImage? Image { get; init; }
    }
}
