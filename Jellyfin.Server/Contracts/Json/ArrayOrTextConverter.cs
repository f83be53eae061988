using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Contracts.Json;

/// <summary>Reads a list of names from an array or from text with commas. Names that are not known are dropped: newer clients have more.</summary>
internal sealed class ArrayOrTextConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : struct, Enum
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var list = new List<T>();
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var name in reader.GetString()!.Split(',', StringSplitOptions.TrimEntries))
            {
                Add(list, name);
            }

            return list;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The value is not a list.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Add(list, reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
            _ = reader.TrySkip();
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value, options);

    private static void Add(List<T> list, string name)
    {
        if (Enum.TryParse<T>(name, ignoreCase: true, out var member) && Enum.IsDefined(member))
        {
            list.Add(member);
        }
    }
}
