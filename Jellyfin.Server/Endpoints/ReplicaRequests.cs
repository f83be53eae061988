using Emby.Server.Implementations.Streaming.Hls;
using Jellyfin.Server.Authentication;
using Microsoft.AspNetCore.Http.Extensions;

namespace Jellyfin.Server.Endpoints;

/// <summary>Requests that another replica may have to answer.</summary>
internal static class ReplicaRequests
{
    public static ReplicaRequest ForReplicas(this HttpRequest http, Caller caller) => new(http.GetEncodedPathAndQuery(), Authorization(http, caller))
    {
        ForwardedTo = http.Headers[ForwardedHeader.Name],
        Client = http.HttpContext.Connection.RemoteIpAddress,
        Stream = Guid.TryParse(http.Headers[ForwardedHeader.Stream], out var stream) ? stream : null,
    };

    /// <summary>In the form that every replica takes, wherever the caller has said it.</summary>
    private static string? Authorization(HttpRequest http, Caller caller)
        => http.Headers.Authorization.Count > 0 ? http.Headers.Authorization.ToString()
            : caller.Token is { } token ? $"MediaBrowser Token=\"{token}\""
            : null;
}
