using Jellyfin.Server.Networking;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Authorization;

namespace Jellyfin.Server.Authentication;

/// <summary>What a policy asks of the caller.</summary>
/// <param name="Administrator">Administrators and API keys only.</param>
/// <param name="OpenDuringSetup">Anybody until the start-up wizard is complete.</param>
internal sealed record AccessRequirement(bool Administrator, bool OpenDuringSetup) : IAuthorizationRequirement;

internal sealed class AccessHandler(IConfigurationStore configuration, ClientAddress addresses, TimeProvider time) : AuthorizationHandler<AccessRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (context.Resource is not HttpContext http)
        {
            return;
        }

        if ((requirement.OpenDuringSetup || IsOpenDuringSetup(http)) && !await IsSetUpAsync(http.RequestAborted))
        {
            context.Succeed(requirement);
            return;
        }

        var caller = http.Features.Get<Caller>();
        if (caller is { IsAuthenticated: true }
            && (!requirement.Administrator || caller.IsAdministrator)
            && (caller.User is not { } user || IsAllowedNow(user.Policy, http)))
        {
            context.Succeed(requirement);
        }
    }

    /// <summary>The default policy applies to every endpoint; it must not close what the endpoint's own policy opens.</summary>
    private static bool IsOpenDuringSetup(HttpContext http)
        => http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Any(data => data.Policy is Policies.FirstTimeSetupOrElevated or Policies.FirstTimeSetupOrDefault) ?? false;

    private async Task<bool> IsSetUpAsync(CancellationToken cancellationToken)
        => (await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken)).IsStartupWizardCompleted;

    private bool IsAllowedNow(UserPolicy policy, HttpContext http)
        => AccessRules.AllowsTime(policy, time.GetLocalNow())
            && (policy.EnableRemoteAccess || addresses.IsInLocalNetwork(http));
}
