using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Endpoints;

/// <summary>What a request for groups needs of its user.</summary>
internal enum SyncPlayNeed
{
    /// <summary>Any access at all, or to be in a group already.</summary>
    Access,
    Join,
    Create,
}

/// <summary>Lets in who may, and says clearly when groups cannot be had.</summary>
internal sealed class SyncPlayGate(SyncPlayNeed need) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await IsOpenAsync(http) ? await next(context) : ErrorTexts.Forbidden();
        }
        catch (SharedStateUnavailableException)
        {
            http.Response.Headers.RetryAfter = "1";
            return TypedResults.Problem(
                "SyncPlay needs Redis, which cannot be reached at the moment.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async ValueTask<bool> IsOpenAsync(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<HighAvailabilityOptions>>();
        if (!options.Value.SyncPlay || http.Features.Get<Caller>()?.User is not { } user)
        {
            return false;
        }

        return user.Policy.SyncPlayAccess switch
        {
            SyncPlayUserAccessType.CreateAndJoinGroups => true,
            SyncPlayUserAccessType.JoinGroups when need is not SyncPlayNeed.Create => true,
            _ => need is SyncPlayNeed.Access
                && await http.RequestServices.GetRequiredService<SyncPlayService>().IsActiveAsync(user.Id, http.RequestAborted),
        };
    }
}
