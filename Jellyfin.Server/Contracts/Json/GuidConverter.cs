using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Contracts.Json;

/// <summary>Writes 32 hex digits; reads them with or without dashes, and empty text as the empty id.</summary>
internal sealed class GuidConverter : JsonConverter<Guid>
{
    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (string.IsNullOrEmpty(text))
        {
            return Guid.Empty;
        }

        return Guid.TryParse(text, out var id) ? id : throw new JsonException("The value is not an id.");
    }

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options)
    {
        Span<char> digits = stackalloc char[32];
        value.TryFormat(digits, out _, "N");
        writer.WriteStringValue(digits);
    }

    public override Guid ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.ToString("N"));
}
