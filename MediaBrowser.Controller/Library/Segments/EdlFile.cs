using System.Globalization;

namespace MediaBrowser.Controller.Library.Segments;

/// <summary>What an edit list says of a stretch; the numbers are the file's.</summary>
public enum EdlAction
{
    Cut = 0,
    Mute = 1,
    SceneMarker = 2,
    CommercialBreak = 3,
}

/// <param name="StartTicks">Ticks of 100 ns.</param>
/// <param name="EndTicks">Later than the start.</param>
/// <param name="Action">One of <see cref="EdlAction"/>.</param>
public readonly record struct EdlEntry(long StartTicks, long EndTicks, EdlAction Action);

/// <summary>
/// An edit list as Kodi and the programs that find commercial breaks write it: a line for each stretch, "start end action", times as seconds
/// (<c>5.3</c>), as <c>0:00:05.3</c> or as a frame (<c>#127</c>). Lines that are none are passed over.
/// </summary>
public static class EdlFile
{
    private const int MaxEntries = 1000;

    /// <summary>Ten days: more is a mistake.</summary>
    private const decimal MaxSeconds = 864_000;

    /// <param name="text">The file.</param>
    /// <param name="framesPerSecond">Of the picture; without it, frames have no time.</param>
    public static IReadOnlyList<EdlEntry> Parse(string text, double? framesPerSecond)
        => [.. text.Split('\n').Select(line => Line(line, framesPerSecond)).OfType<EdlEntry>().Take(MaxEntries)];

    private static EdlEntry? Line(string line, double? framesPerSecond)
    {
        var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 3
            && Ticks(words[0], framesPerSecond) is { } start
            && Ticks(words[1], framesPerSecond) is { } end
            && start < end
            && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var action)
            && Enum.IsDefined((EdlAction)action)
                ? new EdlEntry(start, end, (EdlAction)action)
                : null;
    }

    private static long? Ticks(string word, double? framesPerSecond)
    {
        if (word.StartsWith('#'))
        {
            return framesPerSecond is > 0 and < 1000 ? Ticks(Number(word[1..]) / (decimal)framesPerSecond) : null;
        }

        var parts = word.Split(':');
        return parts.Length > 3 ? null : Ticks(parts.Aggregate((decimal?)0, (sum, part) => (sum * 60) + Number(part)));
    }

    private static long? Ticks(decimal? seconds) => seconds is { } value and <= MaxSeconds ? (long)(value * TimeSpan.TicksPerSecond) : null;

    /// <summary>Not negative, not so large that a sum of three could overflow.</summary>
    private static decimal? Number(string text)
        => text.Length <= 20 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
