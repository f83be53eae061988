using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Who watches along.</summary>
internal static class SessionUserEndpoints
{
    public static void MapSessionUsers(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Sessions/{sessionId}/User/{userId}", AddUserAsync).WithName("AddUserToSession");
        api.MapDelete("/Sessions/{sessionId}/User/{userId}", RemoveUserAsync).WithName("RemoveUserFromSession");
    }

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult>> AddUserAsync(
        string sessionId, Guid userId, Caller caller, IUserStore users, SessionManager sessions, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(userId, cancellationToken);
        return user is null
            ? TypedResults.NotFound()
            : await ChangeUsersAsync(
                sessionId,
                caller,
                sessions,
                (session, list) => session.UserIds.Contains(user.Id) ? list : list.Append(new SessionUser(user.Id, user.Name)),
                cancellationToken);
    }

    private static Task<Results<NoContent, NotFound, ForbidHttpResult>> RemoveUserAsync(
        string sessionId, Guid userId, Caller caller, SessionManager sessions, CancellationToken cancellationToken)
        => ChangeUsersAsync(sessionId, caller, sessions, (_, list) => list.Where(user => user.UserId != userId), cancellationToken);

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult>> ChangeUsersAsync(
        string sessionId,
        Caller caller,
        SessionManager sessions,
        Func<Session, IEnumerable<SessionUser>, IEnumerable<SessionUser>> change,
        CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(sessionId, cancellationToken);
        if (session is null)
        {
            return TypedResults.NotFound();
        }

        if (!SessionFilter.MayControl(caller.User, session))
        {
            return TypedResults.Forbid();
        }

        await sessions.ChangeAsync(
            sessionId, current => current with { AdditionalUsers = [.. change(current, current.AdditionalUsers)] }, cancellationToken);
        return TypedResults.NoContent();
    }
}
