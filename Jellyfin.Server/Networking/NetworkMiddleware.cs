using System.Net;
using Emby.Server.Implementations.Networking;
using MediaBrowser.Controller.Networking;

namespace Jellyfin.Server.Networking;

/// <summary>
/// First of all: finds out who really asks (behind load balancers), turns away who may not, and takes the base URL off the path. Paths
/// without the base URL work, too: health checks and older bookmarks use them. Health checks are answered wherever they come from: a load balancer
/// outside the local network would take every replica for dead when remote access is switched off.
/// </summary>
internal sealed class NetworkMiddleware(RequestDelegate next, NetworkSettings settings, ForwardedHeaders forwarded)
{
    public Task InvokeAsync(HttpContext context)
    {
        var network = settings.Current.Network;
        forwarded.Apply(context, network);
        if (!context.Request.Path.StartsWithSegments("/health") && !AddressRules.MayConnect(context.Connection.RemoteIpAddress ?? IPAddress.Loopback, network))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        ApplyBaseUrl(context.Request, network.BaseUrl);
        return next(context);
    }

    private static void ApplyBaseUrl(HttpRequest request, string baseUrl)
    {
        var prefix = "/" + baseUrl.Trim('/');
        if (prefix.Length > 1 && request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase, out var matched, out var rest))
        {
            request.PathBase = request.PathBase.Add(matched);
            request.Path = rest.HasValue ? rest : "/";
        }
    }
}
