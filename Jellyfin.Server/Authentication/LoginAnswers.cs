using Emby.Server.Implementations.Sessions;
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
internal sealed class LoginAnswers(IServerIdentity identity, SessionManager sessions, ClientAddress addresses, TimeProvider time)
{
    public LoginDevice DescribeDevice(Caller caller, HttpContext http)
        => new(caller.DeviceId, caller.DeviceName, caller.Client, caller.ClientVersion)
        {
            Address = OwnSession.Describe(http.Connection.RemoteIpAddress),
            IsLocalNetwork = addresses.IsInLocalNetwork(http),
        };

    /// <summary>401 for wrong credentials, 403 for somebody who may not log in: clients show different messages.</summary>
    public async Task<Results<Ok<AuthenticationResult>, ContentHttpResult>> AnswerAsync(LoginResult login, LoginDevice device, HttpContext http)
    {
        if (login is not { User: { } user, Token: { } token })
        {
            return login.Status == LoginStatus.Denied ? ErrorTexts.Forbidden() : ErrorTexts.Unauthorized();
        }

        var serverId = await identity.GetIdAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var session = await sessions.UpdateAsync(
            new SessionIdentity(user, device.Id, device.Name, device.Client, device.ClientVersion, device.Address),
            session => session,
            http.RequestAborted);
        return TypedResults.Ok(new AuthenticationResult(UserDto.From(user, serverId), SessionInfoDto.From(session, serverId, now), token, serverId));
    }
}
