using System.Globalization;

namespace MediaBrowser.Controller.Subtitles;

/// <summary>Times as subtitle files write them.</summary>
internal static class SubtitleTime
{
    /// <summary>Reads <c>01:02:03,456</c>, <c>02:03.456</c> and <c>1:02:03.45</c>. Null when it is none of these.</summary>
    public static long? Parse(string text)
    {
        var parts = text.Trim().Replace(',', '.').Split(':');
        if (parts.Length is < 2 or > 3
            || !decimal.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || !int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            return null;
        }

        var hours = 0;
        if (parts.Length == 3 && !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out hours))
        {
            return null;
        }

        return (((hours * 60L) + minutes) * TimeSpan.TicksPerMinute) + (long)(seconds * TimeSpan.TicksPerSecond);
    }

    /// <param name="ticks">Not negative.</param>
    /// <param name="separator">Between seconds and milliseconds.</param>
    public static string Format(long ticks, char separator)
    {
        var milliseconds = ticks / TimeSpan.TicksPerMillisecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{separator}{milliseconds % 1000:000}");
    }

    /// <summary>Hundredths of a second, as in ASS.</summary>
    public static string FormatShort(long ticks)
    {
        var hundredths = ticks / (TimeSpan.TicksPerMillisecond * 10);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{hundredths / 360_000}:{hundredths / 6000 % 60:00}:{hundredths / 100 % 60:00}.{hundredths % 100:00}");
    }
}
