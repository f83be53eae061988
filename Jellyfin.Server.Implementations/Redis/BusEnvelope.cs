using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>A message on its way. Without <see cref="Type"/> it is a sign of life.</summary>
/// <param name="Origin">The process that sent it.</param>
/// <param name="Sequence">Counts the messages of that process, so that receivers notice a missing one.</param>
/// <param name="Type">Full name of the message's type.</param>
/// <param name="Message">The message itself.</param>
internal sealed record BusEnvelope(string Origin, long Sequence, string? Type, JsonElement? Message)
{
    public static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };
}
