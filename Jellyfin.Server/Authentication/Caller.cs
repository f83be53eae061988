using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Authentication;

/// <summary>
/// Who makes a request, as the authentication handler found out: a user's device, a program with an API key (no user), or nobody.
/// Endpoints take it as a parameter.
/// </summary>
public sealed record Caller
{
    /// <summary>Null for API keys and for callers without a token.</summary>
    public User? User { get; init; }

    public bool IsApiKey { get; init; }

    /// <summary>Set for a user's device.</summary>
    public Guid? AccessTokenId { get; init; }

    /// <summary>The token as sent; for building URLs that the caller will use. Never log it.</summary>
    public string? Token { get; init; }

    public string DeviceId { get; init; } = "";

    public string DeviceName { get; init; } = "";

    public string Client { get; init; } = "";

    public string ClientVersion { get; init; } = "";

    public bool IsAdministrator => IsApiKey || User is { Policy.IsAdministrator: true };

    public bool IsAuthenticated => IsApiKey || User is not null;

    public static ValueTask<Caller> BindAsync(HttpContext context)
        => ValueTask.FromResult(context.Features.Get<Caller>() ?? new Caller());
}
