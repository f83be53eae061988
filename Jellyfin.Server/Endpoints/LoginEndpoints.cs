using Emby.Server.Implementations.Sessions;
using Emby.Server.Implementations.Users;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Tokens: how to get one and how to give it back.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Users/AuthenticateByName", AuthenticateByNameAsync).AllowAnonymous().WithName("AuthenticateUserByName");
        api.MapPost("/Sessions/Logout", LogOutAsync).WithName("ReportSessionEnded");
    }

    private static async Task<Results<Ok<AuthenticationResult>, ContentHttpResult>> AuthenticateByNameAsync(
        AuthenticateUserByName request,
        Caller caller,
        LoginService logins,
        LoginAnswers answers,
        HttpContext http)
    {
        var device = answers.DescribeDevice(caller, http);
        if (!device.IsComplete || string.IsNullOrWhiteSpace(request.Username))
        {
            return ErrorTexts.BadRequest();
        }

        var login = await logins.LogInAsync(request.Username, request.Pw ?? "", device, http.RequestAborted);
        return await answers.AnswerAsync(login, device, http);
    }

    private static async Task<NoContent> LogOutAsync(
        Caller caller, HttpContext http, ITokenStore tokens, SessionManager sessions, CancellationToken cancellationToken)
    {
        if (caller.AccessTokenId is { } id)
        {
            await tokens.RemoveAsync(id, cancellationToken);
        }

        if (OwnSession.Identify(http) is { } session)
        {
            await sessions.EndAsync(session.SessionId, cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
