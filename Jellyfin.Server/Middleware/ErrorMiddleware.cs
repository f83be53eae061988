using System.Data.Common;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jellyfin.Server.Middleware;

/// <summary>
/// The one place where exceptions become answers. Bad input is 400 with a problem document, a stream that the user may not have is 403, a
/// database that is away is 503 with <c>Retry-After</c> (load balancers try the next replica), everything else 500 with the text that
/// Jellyfin sends.
/// </summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    private const string GenericText = "Error processing request.";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAborted(context.Request.Path);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await AnswerAsync(context, exception);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                await BadRequestProblem.Of(context, bad).ExecuteAsync(context);
                break;
            case TranscodeForbiddenException forbidden:
                await Results.Text(forbidden.Message, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
                break;
            case SharedStateUnavailableException or DbException or RetryLimitExceededException or TimeoutException
                or InvalidOperationException { InnerException: DbException or TimeoutException }:
                LogUnavailable(exception.GetBaseException().Message);
                context.Response.Headers.RetryAfter = "1";
                await Results.Text("The database cannot be reached.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
                break;
            default:
                LogFailed(exception, context.Request.Method, context.Features.Get<IEndpointFeature>()?.Endpoint?.DisplayName ?? "no endpoint");
                await Results.Text(GenericText, statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Client went away from {Path}")]
    private partial void LogAborted(string path);

    [LoggerMessage(LogLevel.Warning, "A dependency is away: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed")]
    private partial void LogFailed(Exception exception, string method, string endpoint);
}
