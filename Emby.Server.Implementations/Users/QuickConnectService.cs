using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Users;

/// <summary>
/// Log-in without typing a password: a device shows a code, somebody who is logged in enters it elsewhere. The requests are in the
/// shared state, so device and person may talk to different replicas.
/// </summary>
public sealed class QuickConnectService(
    ISharedStore shared,
    IConfigurationStore configuration,
    IOptions<HighAvailabilityOptions> options,
    TimeProvider time)
{
    private const string Requests = "quick-connect-requests";
    private const string Codes = "quick-connect-codes";
    private const int SecretBytes = 32;
    private const int MaxCodeAttempts = 20;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<bool> IsEnabledAsync(CancellationToken cancellationToken)
        => options.Value.QuickConnect
            && (await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken)).QuickConnectAvailable;

    public async Task<QuickConnectRequest> InitiateAsync(LoginDevice device, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(SecretBytes));
        var request = new QuickConnectRequest(
            secret,
            await ReserveCodeAsync(secret, cancellationToken),
            device.Id,
            device.Name,
            device.Client,
            device.ClientVersion,
            time.GetUtcNow(),
            null);
        await shared.SetAsync(RequestKey(secret), JsonSerializer.Serialize(request), Lifetime, cancellationToken);
        return request;
    }

    /// <summary>Returns null when the secret is unknown, expired or used.</summary>
    public async Task<QuickConnectRequest?> FindAsync(string secret, CancellationToken cancellationToken)
        => await shared.GetAsync(RequestKey(secret), cancellationToken) is { } json ? Parse(json) : null;

    /// <summary>Lets the device that shows the code in as the user. A code works once; false when there is none.</summary>
    public async Task<bool> AuthorizeAsync(string code, Guid userId, CancellationToken cancellationToken)
    {
        var codeKey = new SharedKey(Codes, code);
        if (await shared.GetAsync(codeKey, cancellationToken) is not { } secret
            || await shared.GetAsync(RequestKey(secret), cancellationToken) is not { } json
            || Parse(json) is not { UserId: null } request)
        {
            return false;
        }

        var authorized = JsonSerializer.Serialize(request with { UserId = userId });
        if (!await shared.CompareAndSetAsync(RequestKey(secret), json, authorized, Lifetime, cancellationToken))
        {
            return false;
        }

        await shared.RemoveAsync(codeKey, cancellationToken);
        return true;
    }

    /// <summary>Takes an authorised request away: of several tries at once one gets it. Null when there is none.</summary>
    public async Task<QuickConnectRequest?> RedeemAsync(string secret, CancellationToken cancellationToken)
        => await shared.GetAsync(RequestKey(secret), cancellationToken) is { } json
            && Parse(json) is { UserId: not null } request
            && await shared.CompareAndSetAsync(RequestKey(secret), json, null, Lifetime, cancellationToken)
                ? request
                : null;

    private async Task<string> ReserveCodeAsync(string secret, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxCodeAttempts; attempt++)
        {
            var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
            if (await shared.CompareAndSetAsync(new SharedKey(Codes, code), null, secret, Lifetime, cancellationToken))
            {
                return code;
            }
        }

        throw new SharedStateUnavailableException("No Quick Connect code is free");
    }

    private static QuickConnectRequest? Parse(string json) => JsonSerializer.Deserialize<QuickConnectRequest>(json);

    /// <summary>Whoever can list the keys must not learn secrets from them.</summary>
    private static SharedKey RequestKey(string secret) => new(Requests, Convert.ToHexStringLower(TokenText.Hash(secret)));
}

/// <param name="UserId">Who the device is let in as; null until somebody entered the code.</param>
public sealed record QuickConnectRequest(
    string Secret,
    string Code,
    string DeviceId,
    string DeviceName,
    string AppName,
    string AppVersion,
    DateTimeOffset DateAdded,
    Guid? UserId);
