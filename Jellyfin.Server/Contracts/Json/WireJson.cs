using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jellyfin.Server.Contracts.Json;

/// <summary>JSON as Jellyfin's clients write and expect it.</summary>
public static class WireJson
{
    /// <summary>PascalCase: the default of the API.</summary>
    public static readonly JsonSerializerOptions PascalCase = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>For <c>Accept: application/json; profile="CamelCase"</c>.</summary>
    public static readonly JsonSerializerOptions CamelCase = new(PascalCase) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = null;
        // No answer is put into HTML: letters stay letters, as in upstream's answers.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // jellyfin-web sends stream indexes and channel counts as strings.
        options.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        options.Converters.Add(new GuidConverter());
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new LenientStringConverter());
        options.Converters.Add(new LenientBooleanConverter());
        options.Converters.Add(new LenientEnumConverterFactory());
        return options;
    }
}
