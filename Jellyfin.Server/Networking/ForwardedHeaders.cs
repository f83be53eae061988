using System.Net;
using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Networking;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Headers = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders;

namespace Jellyfin.Server.Networking;

/// <summary>
/// Believes <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> of known proxies, and of programs on this machine; and replicas, what they say of the
/// client whose request they pass on.
/// </summary>
internal sealed class ForwardedHeaders(IOptions<NetworkOptions> options, IReplicaRegistry registry, ILoggerFactory loggers)
{
    private volatile Known? _known;

    public void Apply(HttpContext context, NetworkConfiguration network)
    {
        var headers = context.Request.Headers;
        if (ForwardedHeader.IsFor(registry.Self, headers[ForwardedHeader.Name]) && IPAddress.TryParse(headers[ForwardedHeader.Client], out var client))
        {
            context.Connection.RemoteIpAddress = client;
            return;
        }

        var known = _known;
        if (known is null || !ReferenceEquals(known.Configuration, network))
        {
            known = new Known(network, Create(network));
            _known = known;
        }

        known.Middleware.ApplyForwarders(context);
    }

    private ForwardedHeadersMiddleware Create(NetworkConfiguration network)
    {
        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = Headers.XForwardedFor | Headers.XForwardedProto | Headers.XForwardedHost,
            // As many proxies as are known may stand in a row.
            ForwardLimit = null,
        };
        foreach (var proxy in AddressRules.ParseNetworks([.. options.Value.KnownProxies, .. network.KnownProxies]))
        {
            headers.KnownIPNetworks.Add(proxy);
        }

        return new ForwardedHeadersMiddleware(_ => Task.CompletedTask, loggers, Options.Create(headers));
    }

    private sealed record Known(NetworkConfiguration Configuration, ForwardedHeadersMiddleware Middleware);
}
