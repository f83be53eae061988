using System.Security.Claims;
using System.Text.Encodings.Web;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Authentication;

/// <summary>
/// Finds out who sends a request and leaves a <see cref="Caller"/> with it, also where no token is needed: a log-in comes without
/// a token but with the device it is for.
/// </summary>
internal sealed class TokenAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ITokenStore tokens,
    IConfigurationStore configuration,
    TokenActivity activity) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var credentials = await ReadCredentialsAsync();
        var owner = credentials.Token.Length > 0
            ? await tokens.FindAsync(TokenText.Hash(credentials.Token), Context.RequestAborted)
            : null;

        var isRefused = owner is { User.Policy.IsDisabled: true };
        var caller = Describe(credentials, isRefused ? null : owner);
        Context.Features.Set(caller);
        if (!caller.IsAuthenticated)
        {
            return credentials.Token.Length > 0 ? AuthenticateResult.Fail("The token is not valid.") : AuthenticateResult.NoResult();
        }

        await activity.NoteAsync(owner!, caller, Context.RequestAborted);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(caller), SchemeName));
    }

    private async ValueTask<Credentials> ReadCredentialsAsync()
    {
        var credentials = Credentials.Read(Request, allowLegacy: false);
        if (credentials.Token.Length > 0 || !Credentials.HasLegacyForm(Request))
        {
            return credentials;
        }

        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, Context.RequestAborted);
        return settings.EnableLegacyAuthorization ? Credentials.Read(Request, allowLegacy: true) : credentials;
    }

    private static Caller Describe(Credentials credentials, TokenOwner? owner)
    {
        var caller = DescribeDevice(credentials.Header, owner?.AccessToken);
        return owner is null
            ? caller
            : caller with
            {
                User = owner.User,
                IsApiKey = owner.ApiKey is not null,
                AccessTokenId = owner.AccessToken?.Id,
                Token = credentials.Token,
                Client = FirstText(caller.Client, owner.ApiKey?.Name),
            };
    }

    /// <summary>What the request says of its device, else what the log-in said.</summary>
    private static Caller DescribeDevice(AuthorizationHeader? sent, AccessToken? known) => new()
    {
        DeviceId = FirstText(sent?.DeviceId, known?.DeviceId),
        DeviceName = FirstText(sent?.Device, known?.DeviceName),
        Client = FirstText(sent?.Client, known?.AppName),
        ClientVersion = FirstText(sent?.Version, known?.AppVersion),
    };

    private static string FirstText(string? first, string? second) => string.IsNullOrEmpty(first) ? second ?? "" : first;

    private static ClaimsPrincipal Principal(Caller caller)
        => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.User?.Name ?? caller.Client)], SchemeName));
}
