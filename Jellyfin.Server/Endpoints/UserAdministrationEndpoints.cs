using Emby.Server.Implementations.Users;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Changes of users, by themselves or by administrators. Old clients name the user in the path.</summary>
internal static class UserAdministrationEndpoints
{
    public static void MapUserAdministration(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Users/New", CreateAsync).RequireAuthorization(Policies.Elevated).WithName("CreateUserByName");
        api.MapPost("/Users", UpdateAsync).WithName("UpdateUser");
        api.MapPost("/Users/{userId}", UpdateAsync);
        api.MapDelete("/Users/{userId}", RemoveAsync).RequireAuthorization(Policies.Elevated).WithName("DeleteUser");
        api.MapPost("/Users/Password", SetPasswordAsync).WithName("UpdateUserPassword");
        api.MapPost("/Users/{userId}/Password", SetPasswordAsync);
        api.MapPost("/Users/{userId}/Policy", SetPolicyAsync).RequireAuthorization(Policies.Elevated).WithName("UpdateUserPolicy");
        api.MapPost("/Users/Configuration", SetConfigurationAsync).WithName("UpdateUserConfiguration");
        api.MapPost("/Users/{userId}/Configuration", SetConfigurationAsync);
    }

    private static async Task<Results<Ok<UserDto>, ContentHttpResult>> CreateAsync(
        CreateUserByName request,
        UserService service,
        IServerIdentity identity,
        CancellationToken cancellationToken)
        => await service.CreateAsync(request.Name, request.Password, cancellationToken) is (_, { } user)
            ? TypedResults.Ok(UserDto.From(user, await identity.GetIdAsync(cancellationToken)))
            : ErrorTexts.BadRequest();

    private static async Task<IResult> UpdateAsync(
        RequestedUser requested,
        UserDto request,
        Caller caller,
        UserService service,
        CancellationToken cancellationToken)
    {
        if (!MayEdit(caller, requested.User))
        {
            return ErrorTexts.Forbidden();
        }

        var renamed = await service.RenameAsync(requested.User, request.Name, cancellationToken);
        if (renamed != UserChange.Done || request.Configuration is null)
        {
            return Answer(renamed);
        }

        return Answer(await service.SetConfigurationAsync(requested.Id, request.Configuration, cancellationToken));
    }

    private static async Task<IResult> RemoveAsync(Guid userId, UserService service, CancellationToken cancellationToken)
        => Answer(await service.RemoveAsync(userId, cancellationToken));

    private static async Task<IResult> SetPasswordAsync(
        RequestedUser requested,
        UpdateUserPassword request,
        Caller caller,
        UserService service,
        CancellationToken cancellationToken)
    {
        var isOwn = requested.Id == caller.User?.Id;
        if (!MayEdit(caller, requested.User) || (request.ResetPassword && !caller.IsAdministrator))
        {
            return ErrorTexts.Forbidden();
        }

        // Who finds an open client must not get the account with it.
        if (isOwn && !request.ResetPassword && !await service.IsPasswordAsync(requested.User, request.CurrentPw ?? "", cancellationToken))
        {
            return ErrorTexts.Forbidden();
        }

        var password = request.ResetPassword ? "" : request.NewPw ?? "";
        return Answer(await service.SetPasswordAsync(requested.User, password, caller.AccessTokenId, cancellationToken));
    }

    private static async Task<IResult> SetPolicyAsync(
        Guid userId,
        UserPolicy policy,
        Caller caller,
        UserService service,
        CancellationToken cancellationToken)
    {
        var change = await service.SetPolicyAsync(userId, policy, caller.AccessTokenId, cancellationToken);
        return change == UserChange.LastAdministrator ? ErrorTexts.Forbidden() : Answer(change);
    }

    private static async Task<IResult> SetConfigurationAsync(
        RequestedUser requested,
        UserConfiguration configuration,
        Caller caller,
        UserService service,
        CancellationToken cancellationToken)
        => MayEdit(caller, requested.User)
            ? Answer(await service.SetConfigurationAsync(requested.Id, configuration, cancellationToken))
            : ErrorTexts.Forbidden();

    private static bool MayEdit(Caller caller, User user)
        => caller.IsAdministrator || (caller.User?.Id == user.Id && user.Policy.EnableUserPreferenceAccess);

    private static IResult Answer(UserChange change) => change switch
    {
        UserChange.Done => TypedResults.NoContent(),
        UserChange.NotFound => TypedResults.NotFound(),
        _ => ErrorTexts.BadRequest(),
    };
}
