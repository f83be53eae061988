using Emby.Server.Implementations.Users;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>API keys, and the ways to log in that there are.</summary>
internal static class AuthenticationEndpoints
{
    public static void MapAuthentication(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/Auth").RequireAuthorization(Policies.Elevated);
        auth.MapGet("/Keys", ListKeysAsync).WithName("GetKeys");
        auth.MapPost("/Keys", CreateKeyAsync).WithName("CreateKey");
        auth.MapDelete("/Keys/{key}", RevokeKeyAsync).WithName("RevokeKey");
        auth.MapGet("/Providers", () => TypedResults.Ok<NameIdPair[]>([new("Default", UserPolicy.DefaultAuthenticationProvider)]))
            .WithName("GetAuthProviders");
        auth.MapGet("/PasswordResetProviders", () => TypedResults.Ok<NameIdPair[]>([new("Default Password Reset Provider", UserPolicy.DefaultPasswordResetProvider)]))
            .WithName("GetPasswordResetProviders");
    }

    private static async Task<Ok<QueryResult<AuthenticationInfo>>> ListKeysAsync(ApiKeyService keys, CancellationToken cancellationToken)
    {
        var all = await keys.ListAsync(cancellationToken);
        return TypedResults.Ok(new QueryResult<AuthenticationInfo>([.. all.Select(entry => Describe(entry.Key, entry.Text))], all.Count));
    }

    private static async Task<NoContent> CreateKeyAsync(string app, ApiKeyService keys, CancellationToken cancellationToken)
    {
        await keys.CreateAsync(app, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RevokeKeyAsync(string key, ApiKeyService keys, CancellationToken cancellationToken)
    {
        await keys.RevokeAsync(key, cancellationToken);
        return TypedResults.NoContent();
    }

    private static AuthenticationInfo Describe(ApiKey key, string? text) => new()
    {
        AccessToken = text,
        AppName = key.Name,
        DateCreated = key.DateCreated,
        DateLastActivity = key.DateLastActivity ?? DateTimeOffset.MinValue,
    };
}
