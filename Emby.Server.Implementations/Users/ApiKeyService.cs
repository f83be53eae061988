using System.Security.Cryptography;
using System.Text;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Users;

/// <summary>Keys for programs. Their text is derived from their id and a secret, so that it can be shown again without being stored.</summary>
public sealed class ApiKeyService(IApiKeyStore keys, IConfigurationStore configuration, IOptions<ApiKeyOptions> options, TimeProvider time)
{
    private const string SecretKey = "api-key-secret";
    private const int TextBytes = 16;

    /// <summary>With their text; null where the secret is not the one that the key was made with.</summary>
    public async Task<IReadOnlyList<(ApiKey Key, string? Text)>> ListAsync(CancellationToken cancellationToken)
    {
        var secret = await GetSecretAsync(cancellationToken);
        var all = await keys.ListAsync(cancellationToken);
        return [.. all.Select(key => (key, Derive(secret, key.Id) is var text && TokenText.Hash(text).SequenceEqual(key.TokenHash) ? text : null))];
    }

    public async Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var text = Derive(await GetSecretAsync(cancellationToken), id);
        await keys.AddAsync(new ApiKey { Id = id, Name = name, TokenHash = TokenText.Hash(text), DateCreated = now }, cancellationToken);
    }

    public Task<bool> RevokeAsync(string text, CancellationToken cancellationToken) => keys.RemoveAsync(TokenText.Hash(text), cancellationToken);

    private async Task<byte[]> GetSecretAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Secret is { } configured)
        {
            return Encoding.UTF8.GetBytes(configured);
        }

        var stored = await configuration.GetAsync<ApiKeySecret>(SecretKey, cancellationToken);
        if (stored.Value.Length == 0)
        {
            // Of replicas that do this at once one wins, and all get what it proposed.
            var proposed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            stored = await configuration.UpdateAsync<ApiKeySecret>(
                SecretKey,
                current => current.Value.Length == 0 ? new ApiKeySecret { Value = proposed } : current,
                cancellationToken);
        }

        return Encoding.UTF8.GetBytes(stored.Value);
    }

    private static string Derive(byte[] secret, Guid id)
        => Convert.ToHexStringLower(HMACSHA256.HashData(secret, id.ToByteArray(bigEndian: true)).AsSpan(0, TextBytes));

    private sealed record ApiKeySecret
    {
        public string Value { get; init; } = "";
    }
}
