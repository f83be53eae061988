using System.Net;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Authentication;

/// <summary>The session of the device that sends the request; take it as a handler parameter. API keys have none: 400.</summary>
public sealed record OwnSession(SessionIdentity Identity)
{
    public static ValueTask<OwnSession> BindAsync(HttpContext context)
        => Identify(context) is { } identity
            ? ValueTask.FromResult(new OwnSession(identity))
            : throw new BadHttpRequestException("Only a user's device has a session.");

    /// <summary>Returns null for callers that are not a user's device.</summary>
    public static SessionIdentity? Identify(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { User: { } user } caller || caller.DeviceId.Length == 0)
        {
            return null;
        }

        return new SessionIdentity(
            user,
            caller.DeviceId,
            caller.DeviceName,
            caller.Client,
            caller.ClientVersion,
            Describe(context.Connection.RemoteIpAddress));
    }

    internal static string? Describe(IPAddress? address)
        => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
