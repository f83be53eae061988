using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Users;
using Jellyfin.Server.Networking;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Who there is.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Users", ListAsync).WithName("GetUsers");
        api.MapGet("/Users/Public", ListPublicAsync).AllowAnonymous().WithName("GetPublicUsers");
        api.MapGet("/Users/Me", GetCurrentAsync).WithName("GetCurrentUser");
        api.MapGet("/Users/{userId}", GetAsync).WithName("GetUserById");
        api.MapPost("/Users/ForgotPassword", ForgotPassword).AllowAnonymous().WithName("ForgotPassword");
        api.MapPost("/Users/ForgotPassword/Pin", RedeemPin).AllowAnonymous().WithName("ForgotPasswordPin");
    }

    private static async Task<Ok<IEnumerable<UserDto>>> ListAsync(
        bool? isHidden,
        bool? isDisabled,
        IUserStore users,
        IServerIdentity identity,
        CancellationToken cancellationToken)
    {
        var serverId = await identity.GetIdAsync(cancellationToken);
        var all = await users.ListAsync(cancellationToken);
        return TypedResults.Ok(all
            .Where(user => (isHidden is null || user.Policy.IsHidden == isHidden) && (isDisabled is null || user.Policy.IsDisabled == isDisabled))
            .Select(user => UserDto.From(user, serverId)));
    }

    /// <summary>Who may be shown before a log-in: nobody that is hidden, or could not log in from there.</summary>
    private static async Task<Ok<IEnumerable<UserDto>>> ListPublicAsync(
        Caller caller,
        IUserStore users,
        IServerIdentity identity,
        ClientAddress addresses,
        HttpContext http)
    {
        var serverId = await identity.GetIdAsync(http.RequestAborted);
        var isLocal = addresses.IsInLocalNetwork(http);
        var all = await users.ListAsync(http.RequestAborted);
        return TypedResults.Ok(all
            .Where(user => user.Policy is { IsHidden: false, IsDisabled: false }
                && AccessRules.AllowsNetwork(user.Policy, isLocal)
                && (caller.DeviceId.Length == 0 || AccessRules.AllowsDevice(user.Policy, caller.DeviceId)))
            .Select(user => UserDto.From(user, serverId)));
    }

    private static async Task<Results<Ok<UserDto>, ContentHttpResult>> GetCurrentAsync(
        Caller caller,
        IUserStore users,
        IServerIdentity identity,
        CancellationToken cancellationToken)
        // The caller's own record may be some seconds old; clients read here what they have just changed on another replica.
        => caller.User is { Id: var id } && await users.FindAsync(id, cancellationToken) is { } user
            ? TypedResults.Ok(UserDto.From(user, await identity.GetIdAsync(cancellationToken)))
            : ErrorTexts.BadRequest();

    private static async Task<Results<Ok<UserDto>, NotFound>> GetAsync(
        Guid userId,
        IUserStore users,
        IServerIdentity identity,
        CancellationToken cancellationToken)
        => await users.FindAsync(userId, cancellationToken) is { } user
            ? TypedResults.Ok(UserDto.From(user, await identity.GetIdAsync(cancellationToken)))
            : TypedResults.NotFound();

    /// <summary>There is no way to prove who one is without the password, so an administrator has to set a new one.</summary>
    private static Ok<ForgotPasswordResult> ForgotPassword(ForgotPasswordDto request)
    {
        _ = request;
        return TypedResults.Ok(new ForgotPasswordResult(ForgotPasswordAction.ContactAdmin));
    }

    /// <summary>No pin is ever given out.</summary>
    private static Ok<PinRedeemResult> RedeemPin(ForgotPasswordPinDto request)
    {
        _ = request;
        return TypedResults.Ok(new PinRedeemResult(false, []));
    }
}
