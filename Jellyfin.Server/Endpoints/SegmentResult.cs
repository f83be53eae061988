using Emby.Server.Implementations.Streaming.Hls;

namespace Jellyfin.Server.Endpoints;

/// <summary>Sends a segment: files of this replica one after the other, or what another replica answers.</summary>
internal sealed class SegmentResult(SegmentAnswer answer, string contentType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var cancellationToken = httpContext.RequestAborted;
        response.ContentType = contentType;
        if (answer.Forwarded is { } forwarded)
        {
            using (forwarded)
            {
                response.ContentLength = forwarded.Content.Headers.ContentLength;
                await forwarded.Content.CopyToAsync(response.Body, cancellationToken);
            }

            return;
        }

        response.ContentLength = answer.Files.Sum(file => new FileInfo(file).Length);
        foreach (var file in answer.Files)
        {
            await response.SendFileAsync(file, cancellationToken);
        }
    }
}
