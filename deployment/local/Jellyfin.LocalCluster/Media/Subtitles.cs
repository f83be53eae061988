using System.Globalization;
using System.Text;

namespace Jellyfin.LocalCluster.Media;

internal static class Subtitles
{
    private const int Interval = 5;

    /// <summary>A line every five seconds that says the time.</summary>
    public static string Srt(int seconds, string language)
    {
        var text = new StringBuilder();
        for (var start = 0; start < seconds; start += Interval)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(start / Interval) + 1}\n{Time(start)},000 --> {Time(Math.Min(start + Interval - 1, seconds))},000\n{language}: {Time(start)}\n\n");
        }

        return text.ToString();
    }

    private static string Time(int seconds) => TimeSpan.FromSeconds(seconds).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
