using Jellyfin.Server.Authentication;

namespace Jellyfin.Server.Middleware;

/// <summary>Every authenticated request of a device keeps its session alive.</summary>
internal sealed class SessionMiddleware(RequestDelegate next, SessionActivity activity)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (OwnSession.Identify(context) is { } identity)
        {
            await activity.NoteAsync(identity, context.RequestAborted);
        }

        await next(context);
    }
}
