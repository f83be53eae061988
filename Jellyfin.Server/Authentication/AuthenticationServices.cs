using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Jellyfin.Server.Authentication;

internal static class AuthenticationServices
{
    public static void AddWireAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<TokenActivity>();
        services.AddSingleton<LoginAnswers>();
        services.AddAuthentication(TokenAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthenticationHandler>(TokenAuthenticationHandler.SchemeName, null);
        services.AddSingleton<IAuthorizationHandler, AccessHandler>();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(Require(new AccessRequirement(Administrator: false, OpenDuringSetup: false)))
            .AddPolicy(Policies.Elevated, Require(new AccessRequirement(Administrator: true, OpenDuringSetup: false)))
            .AddPolicy(Policies.FirstTimeSetupOrElevated, Require(new AccessRequirement(Administrator: true, OpenDuringSetup: true)))
            .AddPolicy(Policies.FirstTimeSetupOrDefault, Require(new AccessRequirement(Administrator: false, OpenDuringSetup: true)));
    }

    private static AuthorizationPolicy Require(AccessRequirement requirement)
        => new AuthorizationPolicyBuilder().AddRequirements(requirement).Build();
}
