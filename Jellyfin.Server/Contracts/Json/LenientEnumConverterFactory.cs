using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Contracts.Json;

/// <summary>Writes member names; reads names in any case and numbers. An unknown name reads as the default member, as newer clients know more names.</summary>
internal sealed class LenientEnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(EnumConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class EnumConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String when Enum.TryParse<T>(reader.GetString(), ignoreCase: true, out var value) => value,
            JsonTokenType.String => default,
            JsonTokenType.Number => (T)Enum.ToObject(typeof(T), reader.GetInt32()),
            _ => throw new JsonException($"The value is not a {typeof(T).Name}."),
        };

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
            => writer.WritePropertyName(value.ToString());
    }
}
