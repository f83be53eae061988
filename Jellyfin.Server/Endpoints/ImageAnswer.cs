using Emby.Server.Implementations.Images;
using Jellyfin.Server.Contracts.Images;
using MediaBrowser.Controller.Library;
using Microsoft.Net.Http.Headers;

namespace Jellyfin.Server.Endpoints;

/// <summary>Sends a picture with what caches need to know.</summary>
internal sealed class ImageAnswer(ImageService images)
{
    /// <summary>Answers 404 for null and for a picture whose file is gone.</summary>
    public async Task<IResult> SendAsync(ItemImage? image, ImageQuery query, HttpContext context, CancellationToken cancellationToken)
    {
        var planned = image is null ? null : await ImageService.PlanAsync(image, query.ToRequest(context.Request), cancellationToken);
        if (planned is null)
        {
            return TypedResults.NotFound();
        }

        var tag = new EntityTagHeaderValue($"\"{planned.Key}\"");
        var headers = context.Response.Headers;
        headers.CacheControl = string.IsNullOrEmpty(query.Tag) ? "public" : "public, max-age=31536000, immutable";
        headers.Vary = "Accept";
        if (IsKnown(context.Request, tag))
        {
            // Decided before anything is made: a page of known pictures costs no encoding.
            headers.ETag = tag.ToString();
            headers.LastModified = planned.Modified.ToString("R");
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var ready = await images.MakeAsync(planned, cancellationToken);
        headers.ContentDisposition = "attachment";
        // A picture is never a page, whatever is in it.
        headers.XContentTypeOptions = "nosniff";
        return File.Exists(ready.Path)
            ? TypedResults.PhysicalFile(ready.Path, ready.ContentType, lastModified: planned.Modified, entityTag: tag, enableRangeProcessing: true)
            : TypedResults.NotFound();
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag)
        => request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
}
