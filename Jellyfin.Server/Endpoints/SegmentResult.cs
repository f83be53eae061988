using Emby.Server.Implementations.Streaming.Hls;

namespace Jellyfin.Server.Endpoints;

/// <summary>Sends a segment: files of this replica one after the other, or what another replica answers.</summary>
internal sealed class SegmentResult(StreamAnswer<SegmentFiles> answer, string contentType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var cancellationToken = httpContext.RequestAborted;
        response.ContentType = contentType;
        using var forwarded = answer.Forwarded;
        await using var files = answer.Made;
        if (files is not null)
        {
            response.ContentLength = files.Length;
            await files.CopyToAsync(response.Body, cancellationToken);
        }
        else if (forwarded is not null)
        {
            response.ContentLength = forwarded.Content.Headers.ContentLength;
            await forwarded.CopyBodyToAsync(response.Body, cancellationToken);
        }
    }
}
