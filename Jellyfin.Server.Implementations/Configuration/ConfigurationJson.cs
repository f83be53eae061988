using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Implementations.Configuration;

/// <summary>Settings as they are stored: by name, so that a replica of another version skips what it does not know.</summary>
internal static class ConfigurationJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter() },
    };
}
