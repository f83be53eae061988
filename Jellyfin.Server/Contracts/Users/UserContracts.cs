namespace Jellyfin.Server.Contracts.Users;

public sealed record CreateUserByName(string? Name, string? Password);

public sealed record UpdateUserPassword(string? CurrentPw, string? NewPw, bool ResetPassword);

public enum ForgotPasswordAction
{
    ContactAdmin,
    PinCode,
    InNetworkRequired,
}

public sealed record ForgotPasswordDto(string? EnteredUsername);

public sealed record ForgotPasswordResult(ForgotPasswordAction Action);

public sealed record ForgotPasswordPinDto(string? Pin);

public sealed record PinRedeemResult(bool Success, IReadOnlyList<string> UsersReset);

public sealed record NameIdPair(string Name, string Id);
