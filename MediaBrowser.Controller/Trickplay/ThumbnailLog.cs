using System.Globalization;

namespace MediaBrowser.Controller.Trickplay;

/// <summary>Reads what ffmpeg says of the thumbnails it makes (<c>framecrc</c>): their height, and one line for each.</summary>
public sealed class ThumbnailLog
{
    private const string Dimensions = "#dimensions 0:";

    public int Count { get; private set; }

    /// <summary>Pixels; 0 until it is known.</summary>
    public int Height { get; private set; }

    public void Read(string line)
    {
        if (line.StartsWith(Dimensions, StringComparison.Ordinal))
        {
            var sides = line[Dimensions.Length..].Split('x');
            Height = sides.Length == 2 && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) ? height : 0;
        }
        else if (line.Length > 0 && line[0] != '#')
        {
            Count++;
        }
    }
}
