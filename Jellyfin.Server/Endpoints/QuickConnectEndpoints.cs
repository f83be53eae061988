using Emby.Server.Implementations.Users;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Log-in by a code that is entered on another device.</summary>
internal static class QuickConnectEndpoints
{
    public static void MapQuickConnect(this IEndpointRouteBuilder api)
    {
        api.MapGet("/QuickConnect/Enabled", IsEnabledAsync).AllowAnonymous().WithName("GetQuickConnectEnabled");
        api.MapPost("/QuickConnect/Initiate", InitiateAsync).AllowAnonymous().WithName("InitiateQuickConnect");
        api.MapGet("/QuickConnect/Initiate", InitiateAsync).AllowAnonymous();
        api.MapGet("/QuickConnect/Connect", GetStateAsync).AllowAnonymous().WithName("GetQuickConnectState");
        api.MapPost("/QuickConnect/Authorize", AuthorizeAsync).WithName("AuthorizeQuickConnect");
        api.MapPost("/Users/AuthenticateWithQuickConnect", AuthenticateAsync).AllowAnonymous().WithName("AuthenticateWithQuickConnect");
    }

    private static async Task<Ok<bool>> IsEnabledAsync(QuickConnectService service, CancellationToken cancellationToken)
        => TypedResults.Ok(await service.IsEnabledAsync(cancellationToken));

    private static async Task<Results<Ok<QuickConnectResult>, ContentHttpResult>> InitiateAsync(
        Caller caller,
        QuickConnectService service,
        QuickConnectThrottle throttle,
        LoginAnswers answers,
        HttpContext http)
    {
        if (!await service.IsEnabledAsync(http.RequestAborted))
        {
            return ErrorTexts.Unauthorized();
        }

        var device = answers.DescribeDevice(caller, http);
        if (!device.IsComplete)
        {
            return ErrorTexts.BadRequest();
        }

        return await throttle.MayAskAsync($"{http.Connection.RemoteIpAddress}", http.RequestAborted)
            ? TypedResults.Ok(QuickConnectResult.From(await service.InitiateAsync(device, http.RequestAborted)))
            : ErrorTexts.TooMany();
    }

    private static async Task<Results<Ok<QuickConnectResult>, NotFound<string>>> GetStateAsync(
        string secret,
        QuickConnectService service,
        CancellationToken cancellationToken)
        => await service.FindAsync(secret, cancellationToken) is { } request
            ? TypedResults.Ok(QuickConnectResult.From(request))
            : TypedResults.NotFound("Unknown secret");

    private static async Task<Results<Ok<bool>, ContentHttpResult>> AuthorizeAsync(
        string code,
        RequestedUser user,
        QuickConnectService service,
        QuickConnectThrottle throttle,
        CancellationToken cancellationToken)
    {
        if (!await service.IsEnabledAsync(cancellationToken))
        {
            return ErrorTexts.Unauthorized();
        }

        if (!await throttle.MayEnterAsync(user.Id, cancellationToken))
        {
            return ErrorTexts.TooMany();
        }

        return await service.AuthorizeAsync(code, user.Id, cancellationToken) ? TypedResults.Ok(true) : ErrorTexts.NotFound();
    }

    /// <summary>The token is for the device that showed the code.</summary>
    private static async Task<Results<Ok<AuthenticationResult>, ContentHttpResult>> AuthenticateAsync(
        QuickConnectDto request,
        Caller caller,
        QuickConnectService service,
        LoginService logins,
        LoginAnswers answers,
        HttpContext http)
    {
        if (!await service.IsEnabledAsync(http.RequestAborted))
        {
            return ErrorTexts.Unauthorized();
        }

        if (string.IsNullOrEmpty(request.Secret))
        {
            return ErrorTexts.BadRequest();
        }

        if (await service.RedeemAsync(request.Secret, http.RequestAborted) is not { UserId: { } userId } redeemed)
        {
            return ErrorTexts.NotFound();
        }

        var device = answers.DescribeDevice(caller, http) with
        {
            Id = redeemed.DeviceId,
            Name = redeemed.DeviceName,
            Client = redeemed.AppName,
            ClientVersion = redeemed.AppVersion,
        };
        return await answers.AnswerAsync(await logins.LogInAsync(userId, device, http.RequestAborted), device, http);
    }
}
