using System.Globalization;
using System.Xml.Linq;

namespace Emby.Server.Implementations.Library.Metadata;

/// <summary>Ratings of an <c>.nfo</c> file: the old single element, and the list by source.</summary>
internal static class NfoRatings
{
    /// <summary>0 to 10.</summary>
    public static float? Community(XElement root)
    {
        var listed = Listed(root).Where(rating => !IsCritic(rating)).ToList();
        var best = listed.FirstOrDefault(rating => rating.Attribute("default")?.Value == "true") ?? listed.FirstOrDefault();
        var value = (best is null ? null : Scaled(best, 10)) ?? Value(NfoParser.Text(root, "rating"));
        return value is > 0 and <= 10 ? value : null;
    }

    /// <summary>0 to 100.</summary>
    public static float? Critic(XElement root)
        => Value(NfoParser.Text(root, "criticrating")) ?? Listed(root).Where(IsCritic).Select(rating => Scaled(rating, 100)).FirstOrDefault();

    private static IEnumerable<XElement> Listed(XElement root)
        => NfoParser.Children(root, "ratings").SelectMany(ratings => NfoParser.Children(ratings, "rating"));

    private static bool IsCritic(XElement rating)
        => rating.Attribute("name")?.Value is { } name && name.Contains("tomato", StringComparison.OrdinalIgnoreCase);

    private static float? Scaled(XElement rating, float target)
    {
        var maximum = Value(rating.Attribute("max")?.Value) is > 0 and var stated ? stated : target;
        return Value(NfoParser.Text(rating, "value")) is { } value ? MathF.Round(value * target / maximum, 3) : null;
    }

    private static float? Value(string? text)
        => float.TryParse(text?.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : null;
}
