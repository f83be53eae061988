using Emby.Server.Implementations.Streaming.Hls;
using Emby.Server.Implementations.Streaming.Progressive;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Answers with what ffmpeg makes meanwhile.</summary>
internal static class ProgressiveAnswers
{
    public static async Task<Results<ProgressiveResult, NotFound, ContentHttpResult>> AnswerAsync(
        this ProgressiveService streams, ProgressiveRequest request, string method, CancellationToken cancellationToken)
    {
        if (await streams.PlanAsync(request, cancellationToken) is not { } planned)
        {
            return TypedResults.NotFound();
        }

        if (planned is not { Stream: { } plan, Container: { } container })
        {
            return Text("This container is not supported.", StatusCodes.Status400BadRequest);
        }

        if (request.Parameters.StartTimeTicks > 0 && request.Parameters.StartTimeTicks >= plan.Source.RunTimeTicks)
        {
            return Text("The start is behind the end.", StatusCodes.Status400BadRequest);
        }

        try
        {
            var answer = HttpMethods.IsHead(method) ? null : await streams.OpenAsync(request, plan, container, cancellationToken);
            return new ProgressiveResult(answer, container.ContentType);
        }
        catch (TranscodeFailedException exception)
        {
            return exception.ToAnswer();
        }
    }

    private static ContentHttpResult Text(string text, int status) => TypedResults.Text(text, "text/plain", statusCode: status);
}

/// <param name="answer">Null when only the headers are asked for.</param>
/// <param name="contentType">Of the stream.</param>
internal sealed class ProgressiveResult(ProgressiveAnswer? answer, string contentType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = contentType;
        httpContext.Response.Headers.AcceptRanges = "none";
        if (answer is null)
        {
            return;
        }

        await using var disposed = answer;
        try
        {
            await answer.CopyToAsync(httpContext.Response.Body);
        }
        catch (Exception exception) when (exception is TranscodeFailedException or OperationCanceledException or IOException)
        {
            // The player must not take half a film for the whole.
            httpContext.Abort();
        }
    }
}
