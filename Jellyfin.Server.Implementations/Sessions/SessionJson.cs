using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>How sessions and capabilities are stored: enums by name, so that versions side by side understand each other.</summary>
internal static class SessionJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
