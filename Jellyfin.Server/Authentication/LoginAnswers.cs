using Emby.Server.Implementations.Users;
using Jellyfin.Server.Contracts.Sessions;
using Jellyfin.Server.Contracts.Users;
using Jellyfin.Server.Endpoints;
using Jellyfin.Server.Networking;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Authentication;

/// <summary>Log-ins on the wire, whichever way somebody proved who he is.</summary>
internal sealed class LoginAnswers(IServerIdentity identity, ClientAddress addresses, TimeProvider time)
{
    public LoginDevice DescribeDevice(Caller caller, HttpContext http)
        => new(caller.DeviceId, caller.DeviceName, caller.Client, caller.ClientVersion, addresses.IsInLocalNetwork(http));

    /// <summary>401 for wrong credentials, 403 for somebody who may not log in: clients show different messages.</summary>
    public async Task<Results<Ok<AuthenticationResult>, ContentHttpResult>> AnswerAsync(LoginResult login, LoginDevice device, HttpContext http)
    {
        if (login is not { User: { } user, Token: { } token })
        {
            return login.Status == LoginStatus.Denied ? ErrorTexts.Forbidden() : ErrorTexts.Unauthorized();
        }

        var serverId = await identity.GetIdAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Session.IdOf(user.Id, device.Id, device.Client),
            UserId = user.Id,
            UserName = user.Name,
            UserImageTag = user.Image?.Tag,
            DeviceId = device.Id,
            DeviceName = device.Name,
            Client = device.Client,
            ApplicationVersion = device.ClientVersion,
            RemoteEndPoint = http.Connection.RemoteIpAddress?.ToString(),
            LastActivityDate = now,
        };
        return TypedResults.Ok(new AuthenticationResult(UserDto.From(user, serverId), SessionInfoDto.From(session, serverId, now), token, serverId));
    }
}
