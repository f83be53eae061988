using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Sessions;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Who is connected, with what.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Sessions", ListAsync).WithName("GetSessions");
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionInfoDto>>, ForbidHttpResult>> ListAsync(
        [AsParameters] SessionsQuery query,
        Caller caller,
        IUserStore users,
        SessionManager sessions,
        SessionAnswers answers,
        CancellationToken cancellationToken)
    {
        User? controller = null;
        if (query.ControllableByUserId is { } controllerId && controllerId != Guid.Empty)
        {
            if (controllerId != caller.User?.Id && !caller.IsAdministrator)
            {
                return TypedResults.Forbid();
            }

            controller = await users.FindAsync(controllerId, cancellationToken);
            if (controller is null)
            {
                return TypedResults.Ok<IReadOnlyList<SessionInfoDto>>([]);
            }
        }

        var filter = new SessionFilter(caller.User)
        {
            DeviceId = query.DeviceId,
            ActiveWithin = query.ActiveWithinSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
            ControllableBy = controller,
        };
        var found = await sessions.ListAsync(filter, cancellationToken);
        return TypedResults.Ok(await answers.MapAsync(found, cancellationToken));
    }
}
