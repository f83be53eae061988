namespace MediaBrowser.Controller.Playback;

/// <summary>The title of a stream that players show in their menus.</summary>
public static class StreamTitles
{
    public const string Undefined = "Undefined";
    public const string Default = "Default";
    public const string Forced = "Forced";
    public const string External = "External";
    public const string HearingImpaired = "Hearing Impaired";
    public const string Original = "Original";

    /// <summary>Largest width and height, and what such a picture is called.</summary>
    private static readonly (int Width, int Height, string Name)[] Resolutions =
    [
        (256, 144, "144"), (426, 240, "240"), (640, 360, "360"), (682, 384, "384"), (720, 404, "404"), (854, 480, "480"),
        (960, 544, "540"), (1024, 576, "576"), (1280, 962, "720"), (2560, 1440, "1080"), (4096, 3072, "4K"), (8192, 6144, "8K"),
    ];

    /// <summary>Returns null for streams that are no audio, video or subtitle.</summary>
    public static string? Of(MediaStream stream) => stream.Type switch
    {
        MediaStreamType.Video => Join(stream.Title, " ", VideoParts(stream)),
        MediaStreamType.Audio => Join(stream.Title, " - ", AudioParts(stream)),
        MediaStreamType.Subtitle => Join(stream.Title, " - ", SubtitleParts(stream)),
        _ => null,
    };

    /// <summary>Null when the size is not known.</summary>
    public static string? Resolution(MediaStream stream)
    {
        if (stream is not { Width: { } width, Height: { } height })
        {
            return null;
        }

        var name = Array.Find(Resolutions, size => width <= size.Width && height <= size.Height).Name;
        return name is null or "4K" or "8K" ? name : name + (stream.IsInterlaced ? 'i' : 'p');
    }

    private static IEnumerable<string?> VideoParts(MediaStream stream)
        => [Resolution(stream), stream.Codec?.ToUpperInvariant(), VideoRanges.DolbyVisionTitle(stream) ?? RangeName(stream)];

    private static string? RangeName(MediaStream stream)
        => VideoRanges.TypeOf(stream) is var type and not VideoRangeType.Unknown ? type.ToString() : null;

    private static IEnumerable<string?> AudioParts(MediaStream stream)
    {
        yield return stream.Language is null or "und" ? null : LanguageNames.Find(stream.Language);
        yield return AudioFormat(stream);
        yield return Channels(stream);
        yield return stream.IsDefault ? Default : null;
        yield return stream.IsExternal ? External : null;
        yield return stream.IsOriginal ? Original : null;
    }

    private static IEnumerable<string?> SubtitleParts(MediaStream stream)
    {
        yield return LanguageNames.Find(stream.Language) ?? Undefined;
        yield return stream.IsHearingImpaired ? HearingImpaired : null;
        yield return stream.IsDefault ? Default : null;
        yield return stream.IsForced ? Forced : null;
        yield return stream.Codec?.ToUpperInvariant();
        yield return stream.IsExternal ? External : null;
    }

    private static string? AudioFormat(MediaStream stream)
    {
        if (!string.IsNullOrEmpty(stream.Profile) && !string.Equals(stream.Profile, "lc", StringComparison.OrdinalIgnoreCase))
        {
            return stream.Profile;
        }

        return stream.Codec?.ToLowerInvariant() switch
        {
            "ac3" => "Dolby Digital",
            "eac3" => "Dolby Digital+",
            "dca" or "dts" => "DTS",
            var codec => codec?.ToUpperInvariant(),
        };
    }

    private static string? Channels(MediaStream stream)
    {
        if (stream.ChannelLayout is not { Length: > 0 } layout)
        {
            return stream.Channels is { } channels ? $"{channels} ch" : null;
        }

        var name = layout.Split('(')[0];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>What the title already says is not repeated.</summary>
    private static string Join(string? title, string separator, IEnumerable<string?> parts)
    {
        var attributes = parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => part!);
        return string.IsNullOrEmpty(title)
            ? string.Join(separator, attributes)
            : string.Join(" - ", attributes.Where(part => !title.Contains(part, StringComparison.OrdinalIgnoreCase)).Prepend(title));
    }
}
