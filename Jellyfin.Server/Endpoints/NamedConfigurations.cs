using System.Text.Json;
using MediaBrowser.Controller.Configuration;

namespace Jellyfin.Server.Endpoints;

/// <summary>The settings that have a name in the API.</summary>
internal static class NamedConfigurations
{
    private static readonly NamedConfiguration[] All =
    [
        // Web clients read it to know whether there is a fallback font.
        Of<EncodingOptions>(ConfigurationKeys.Encoding, isForUsers: true),
        Of<BrandingOptions>(ConfigurationKeys.Branding, isForUsers: true),
        Of<MetadataConfiguration>(ConfigurationKeys.Metadata, isForUsers: true),
        Of<XbmcMetadataOptions>(ConfigurationKeys.XbmcMetadata, isForUsers: true),
        // These hold passwords.
        Of<NetworkConfiguration>(ConfigurationKeys.Network, isForUsers: false),
        Of<LiveTvOptions>(ConfigurationKeys.LiveTv, isForUsers: false),
    ];

    public static NamedConfiguration? Find(string key) => Array.Find(All, named => named.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static NamedConfiguration Of<T>(string key, bool isForUsers)
        where T : class, new()
        => new(
            key,
            isForUsers,
            async (store, cancellationToken) => await store.GetAsync<T>(key, cancellationToken),
            async (store, body, json, cancellationToken) =>
            {
                var value = await JsonSerializer.DeserializeAsync<T>(body, json, cancellationToken);
                if (value is null)
                {
                    return false;
                }

                await store.SaveAsync(key, value, cancellationToken);
                return true;
            });
}

/// <param name="Key">Name in the API and in the store.</param>
/// <param name="IsForUsers">Whether users who are no administrators may read it.</param>
/// <param name="ReadAsync">Reads it.</param>
/// <param name="SaveAsync">Saves JSON; false when it is null. Throws <see cref="JsonException"/> when it does not fit.</param>
internal sealed record NamedConfiguration(
    string Key,
    bool IsForUsers,
    Func<IConfigurationStore, CancellationToken, Task<object>> ReadAsync,
    Func<IConfigurationStore, Stream, JsonSerializerOptions, CancellationToken, Task<bool>> SaveAsync);
