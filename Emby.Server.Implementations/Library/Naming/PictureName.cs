using System.Collections.Frozen;
using System.Globalization;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>What a picture file shows, by its name.</summary>
/// <param name="Type">Which picture.</param>
/// <param name="Rank">Lower is better within a type; backdrops are numbered in this order.</param>
public readonly record struct PictureName(ImageType Type, int Rank)
{
    private static readonly FrozenDictionary<string, PictureName> Words = new Dictionary<string, PictureName>(StringComparer.OrdinalIgnoreCase)
    {
        ["poster"] = new(ImageType.Primary, 0),
        ["folder"] = new(ImageType.Primary, 1),
        ["cover"] = new(ImageType.Primary, 2),
        ["default"] = new(ImageType.Primary, 3),
        ["movie"] = new(ImageType.Primary, 4),
        ["show"] = new(ImageType.Primary, 5),
        ["jacket"] = new(ImageType.Primary, 6),
        ["backdrop"] = new(ImageType.Backdrop, 0),
        ["fanart"] = new(ImageType.Backdrop, 100),
        ["background"] = new(ImageType.Backdrop, 200),
        ["banner"] = new(ImageType.Banner, 0),
        ["logo"] = new(ImageType.Logo, 0),
        ["clearlogo"] = new(ImageType.Logo, 1),
        ["landscape"] = new(ImageType.Thumb, 0),
        ["thumb"] = new(ImageType.Thumb, 1),
        ["clearart"] = new(ImageType.Art, 0),
        ["art"] = new(ImageType.Art, 1),
        ["disc"] = new(ImageType.Disc, 0),
        ["discart"] = new(ImageType.Disc, 1),
        ["cdart"] = new(ImageType.Disc, 2),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A picture in the item's own folder, such as <c>poster</c> or <c>backdrop2</c>. Returns null for any other name.</summary>
    public static PictureName? OfFolder(string stem) => OfWord(stem);

    /// <summary>A picture that carries the media file's name: <c>Film-poster</c>, or just <c>Film</c>.</summary>
    public static PictureName? OfFile(string mediaStem, string stem)
    {
        if (!stem.StartsWith(mediaStem, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (stem.Length == mediaStem.Length)
        {
            return new PictureName(ImageType.Primary, 10);
        }

        return stem[mediaStem.Length] is '-' or '.' or '_' && OfWord(stem[(mediaStem.Length + 1)..]) is { } picture
            ? picture with { Rank = picture.Rank - 50 }
            : null;
    }

    /// <summary>An episode's own still is its primary picture, whatever it is called.</summary>
    public static PictureName? OfEpisode(string mediaStem, string stem)
        => OfFile(mediaStem, stem) is { } picture
            ? picture.Type is ImageType.Thumb or ImageType.Primary ? new PictureName(ImageType.Primary, picture.Rank) : picture
            : null;

    /// <summary>A season's picture in the folder of its series: <c>season01-poster</c>, <c>season-specials-banner</c>, <c>season02</c>.</summary>
    public static PictureName? OfSeason(int season, string stem)
    {
        var prefixes = season == 0
            ? new[] { "season-specials", "season00", "season0" }
            : [string.Create(CultureInfo.InvariantCulture, $"season{season:D2}"), string.Create(CultureInfo.InvariantCulture, $"season{season}")];
        foreach (var prefix in prefixes)
        {
            if (stem.Equals(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return new PictureName(ImageType.Primary, 1);
            }

            if (stem.StartsWith(prefix + "-", StringComparison.OrdinalIgnoreCase))
            {
                return OfWord(stem[(prefix.Length + 1)..]);
            }
        }

        return null;
    }

    private static PictureName? OfWord(string stem)
    {
        if (Words.TryGetValue(stem, out var known))
        {
            return known;
        }

        var word = stem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return word.Length < stem.Length
            && Words.TryGetValue(word.TrimEnd('-', '_'), out var numbered)
            && numbered.Type == ImageType.Backdrop
            && int.TryParse(stem.AsSpan(word.Length), CultureInfo.InvariantCulture, out var number)
            ? numbered with { Rank = numbered.Rank + Math.Min(number, 90) }
            : null;
    }
}
