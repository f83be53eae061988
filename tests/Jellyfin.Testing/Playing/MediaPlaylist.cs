using System.Globalization;

namespace Jellyfin.Testing.Playing;

/// <param name="Address">Complete.</param>
/// <param name="Length">As the playlist says.</param>
public sealed record PlaylistSegment(Uri Address, TimeSpan Length);

/// <summary>What a player takes of a media playlist.</summary>
/// <param name="Initialisation">Null for MPEG-TS.</param>
/// <param name="Segments">In order.</param>
public sealed record MediaPlaylist(Uri? Initialisation, IReadOnlyList<PlaylistSegment> Segments)
{
    private const string Map = "#EXT-X-MAP:URI=\"";
    private const string Information = "#EXTINF:";

    /// <summary>The first variant of a master playlist.</summary>
    public static Uri VariantOf(string master, Uri address)
        => new(address, Lines(master).First(line => line[0] != '#'));

    public static MediaPlaylist Parse(string text, Uri address)
    {
        Uri? initialisation = null;
        var length = TimeSpan.Zero;
        var segments = new List<PlaylistSegment>();
        foreach (var line in Lines(text))
        {
            if (line.StartsWith(Map, StringComparison.Ordinal))
            {
                initialisation = new Uri(address, line[Map.Length..line.LastIndexOf('"')]);
            }
            else if (line.StartsWith(Information, StringComparison.Ordinal))
            {
                length = TimeSpan.FromSeconds(double.Parse(line[Information.Length..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
            }
            else if (line[0] != '#')
            {
                segments.Add(new PlaylistSegment(new Uri(address, line), length));
            }
        }

        return new MediaPlaylist(initialisation, segments);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
