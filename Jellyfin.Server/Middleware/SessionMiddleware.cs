using System.Data.Common;
using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jellyfin.Server.Middleware;

/// <summary>Every authenticated request of a device keeps its session alive. That never makes a request fail.</summary>
internal sealed partial class SessionMiddleware(RequestDelegate next, SessionManager sessions, ILogger<SessionMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (OwnSession.Identify(context) is { } identity)
        {
            try
            {
                await sessions.TouchAsync(identity, context.RequestAborted);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException or RetryLimitExceededException)
            {
                LogNotNoted(exception.GetBaseException().Message);
            }
        }

        await next(context);
    }

    [LoggerMessage(LogLevel.Debug, "The activity of a session was not noted: {Reason}")]
    private partial void LogNotNoted(string reason);
}
