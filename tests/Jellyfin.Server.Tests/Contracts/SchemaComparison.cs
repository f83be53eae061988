using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Jellyfin.Server.Contracts.Json;

namespace Jellyfin.Server.Tests.Contracts;

/// <summary>Compares what a type is written as with a schema of an API description.</summary>
internal sealed class SchemaComparison(JsonElement description)
{
    private static readonly JsonSerializerOptions Json = new(WireJson.PascalCase) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private readonly HashSet<(Type, string)> _compared = [];
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences => _differences;

    public void Compare(Type type, JsonElement schema, string place)
    {
        schema = Resolve(schema, out var name);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(object) || !_compared.Add((type, name ?? place)))
        {
            return;
        }

        var info = Json.GetTypeInfo(type);
        var expected = schema.TryGetProperty("type", out var kind) ? kind.GetString() : schema.TryGetProperty("enum", out _) ? "string" : null;
        var actual = KindOf(info);
        if (expected is null)
        {
            return;
        }

        if (expected != actual && (expected, actual) is not ("number", "integer"))
        {
            _differences.Add($"{place} is {actual} instead of {expected}");
        }
        else if (info.Kind == JsonTypeInfoKind.Enumerable && info.ElementType is { } element)
        {
            Compare(element, schema.GetProperty("items"), place + "[]");
        }
        else if (info.Kind == JsonTypeInfoKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            CompareProperties(info, properties, name ?? place);
        }
    }

    private void CompareProperties(JsonTypeInfo info, JsonElement properties, string place)
    {
        foreach (var property in info.Properties.Where(property => property.Get is not null))
        {
            if (properties.TryGetProperty(property.Name, out var schema))
            {
                Compare(property.PropertyType, schema, $"{place}.{property.Name}");
            }
            else
            {
                _differences.Add($"{place}.{property.Name} is not in the description");
            }
        }
    }

    private JsonElement Resolve(JsonElement schema, out string? name)
    {
        name = null;
        if (schema.TryGetProperty("allOf", out var all) || schema.TryGetProperty("oneOf", out all))
        {
            schema = all[0];
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            name = reference.GetString()!.Split('/')[^1];
            schema = description.GetProperty("components").GetProperty("schemas").GetProperty(name);
        }

        return schema;
    }

    private static string KindOf(JsonTypeInfo info)
    {
        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            return "array";
        }

        if (info.Kind != JsonTypeInfoKind.None)
        {
            return "object";
        }

        return Type.GetTypeCode(info.Type) switch
        {
            _ when info.Type.IsEnum => "string",
            TypeCode.Boolean => "boolean",
            TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => "integer",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "number",
            _ => "string",
        };
    }
}
