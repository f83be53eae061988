using System.Text.Json.Serialization;
using Jellyfin.Server.Contracts.Json;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>What a client says it can do. Kodi sends the lists as text with commas.</summary>
public sealed record ClientCapabilitiesDto
{
    [JsonConverter(typeof(ArrayOrTextConverter<MediaType>))]
    public IReadOnlyList<MediaType>? PlayableMediaTypes { get; init; }

    [JsonConverter(typeof(ArrayOrTextConverter<GeneralCommandType>))]
    public IReadOnlyList<GeneralCommandType>? SupportedCommands { get; init; }

    public bool SupportsMediaControl { get; init; }

    public bool SupportsPersistentIdentifier { get; init; }

    public string? AppStoreUrl { get; init; }

    public string? IconUrl { get; init; }

    public ClientCapabilities ToCapabilities() => new()
    {
        PlayableMediaTypes = PlayableMediaTypes ?? [],
        SupportedCommands = SupportedCommands ?? [],
        SupportsMediaControl = SupportsMediaControl,
        SupportsPersistentIdentifier = SupportsPersistentIdentifier,
        AppStoreUrl = AppStoreUrl,
        IconUrl = IconUrl,
    };
}
