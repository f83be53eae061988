using Jellyfin.Server.Contracts.Images;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Pictures of items. Anonymous: browsers and players load pictures without credentials.</summary>
internal static class ImageEndpoints
{
    private const string LongForm = "/{tag}/{format}/{maxWidth}/{maxHeight}/{percentPlayed}/{unplayedCount}";

    public static void MapImages(this IEndpointRouteBuilder api)
    {
        api.MapPicture("/Items/{itemId}/Images/{imageType}", GetAsync, "ItemImage");
        api.MapPicture("/Items/{itemId}/Images/{imageType}/{imageIndex}", GetByIndexAsync, "ItemImageByIndex");
        api.MapPicture("/Items/{itemId}/Images/{imageType}/{imageIndex}" + LongForm, GetLongFormAsync, "ItemImage2");
        api.MapGet("/Items/{itemId}/Images", ListAsync).WithName("GetItemImageInfos");
        api.MapNamed("Genres", "Genre", BaseItemKind.Genre);
        api.MapNamed("MusicGenres", "MusicGenre", BaseItemKind.MusicGenre);
        api.MapNamed("Studios", "Studio", BaseItemKind.Studio);
        api.MapNamed("Persons", "Person", BaseItemKind.Person);
        // Artists have no form without an index.
        api.MapPicture("/Artists/{name}/Images/{imageType}/{imageIndex}", Named(BaseItemKind.MusicArtist), "ArtistImage");
    }

    public static void MapPicture(this IEndpointRouteBuilder api, string pattern, Delegate handler, string? name)
    {
        var get = api.MapGet(pattern, handler).AllowAnonymous();
        var head = api.MapMethods(pattern, ["HEAD"], handler).AllowAnonymous();
        if (name is not null)
        {
            get.WithName("Get" + name);
            head.WithName("Head" + name);
        }
    }

    private static void MapNamed(this IEndpointRouteBuilder api, string path, string name, BaseItemKind kind)
    {
        api.MapPicture($"/{path}/{{name}}/Images/{{imageType}}", Named(kind), name + "Image");
        api.MapPicture($"/{path}/{{name}}/Images/{{imageType}}/{{imageIndex}}", Named(kind), name + "ImageByIndex");
    }

    /// <summary>The index comes from the path where the route has one, else from the query.</summary>
    private static Delegate Named(BaseItemKind kind)
        => (
            string name,
            string imageType,
            [AsParameters] ImageQuery query,
            ItemPictures pictures,
            ImageAnswer answer,
            HttpContext context,
            CancellationToken cancellationToken) => SendAsync(
                ItemId.FromName(kind, name),
                imageType,
                IndexInPath(context) ?? query.ImageIndex ?? 0,
                query,
                pictures,
                answer,
                context,
                cancellationToken);

    private static int? IndexInPath(HttpContext context)
        => context.GetRouteValue("imageIndex") is string text
            ? int.TryParse(text, out var index) ? index : throw new BadHttpRequestException("The index is not a number.")
            : null;

    private static Task<IResult> GetAsync(
        Guid itemId,
        string imageType,
        [AsParameters] ImageQuery query,
        ItemPictures pictures,
        ImageAnswer answer,
        HttpContext context,
        CancellationToken cancellationToken)
        => SendAsync(itemId, imageType, query.ImageIndex ?? 0, query, pictures, answer, context, cancellationToken);

    private static Task<IResult> GetByIndexAsync(
        Guid itemId,
        string imageType,
        [AsParameters] ImageQuery query,
        ItemPictures pictures,
        ImageAnswer answer,
        HttpContext context,
        CancellationToken cancellationToken)
        => SendAsync(itemId, imageType, IndexInPath(context) ?? 0, query, pictures, answer, context, cancellationToken);

    private static Task<IResult> GetLongFormAsync(
        Guid itemId,
        string imageType,
        int imageIndex,
        string tag,
        string format,
        int maxWidth,
        int maxHeight,
        [AsParameters] ImageQuery query,
        ItemPictures pictures,
        ImageAnswer answer,
        HttpContext context,
        CancellationToken cancellationToken)
        => SendAsync(
            itemId,
            imageType,
            imageIndex,
            query with { Tag = tag, Format = format, MaxWidth = maxWidth, MaxHeight = maxHeight },
            pictures,
            answer,
            context,
            cancellationToken);

    private static async Task<IResult> SendAsync(
        Guid itemId,
        string imageType,
        int index,
        ImageQuery query,
        ItemPictures pictures,
        ImageAnswer answer,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var image = await pictures.FindAsync(itemId, ImageTypes.Parse(imageType), index, cancellationToken);
        return await answer.SendAsync(image, query, context, cancellationToken);
    }

    private static async Task<Results<Ok<List<ImageInfoDto>>, NotFound>> ListAsync(
        Guid itemId, IItemImageStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(itemId, cancellationToken) is not { } images)
        {
            return TypedResults.NotFound();
        }

        var list = new List<ImageInfoDto>();
        foreach (var type in images.GroupBy(image => image.Type).OrderBy(type => type.Key == ImageType.Backdrop))
        {
            list.AddRange(type.Select((image, index) => ToDto(image, type.Key == ImageType.Backdrop ? index : null)));
        }

        return TypedResults.Ok(list);
    }

    private static ImageInfoDto ToDto(ItemImage image, int? index) => new(
        image.Type, index, image.Tag, image.Path, image.BlurHash, Known(image.Height), Known(image.Width), image.Size);

    private static int? Known(int pixels) => pixels > 0 ? pixels : null;
}
