using Jellyfin.Server.Contracts.Sessions;

namespace Jellyfin.Server.Contracts.Users;

public sealed record AuthenticateUserByName(string? Username, string? Pw);

/// <summary>The answer to a log-in; clients keep the token and find their server by its id.</summary>
public sealed record AuthenticationResult(UserDto User, SessionInfoDto SessionInfo, string AccessToken, string ServerId);
