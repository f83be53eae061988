namespace MediaBrowser.Controller.Playback;

/// <summary>Containers by the names that clients use, and the comma lists in which device profiles name them.</summary>
public static class ContainerNames
{
    private static readonly string[] WebmCodecs = ["vp8", "vp9", "av1", "vorbis", "opus", "webvtt"];

    /// <summary>Turns ffprobe's format name into the names clients use. Null stays null.</summary>
    public static string? Normalize(string? formatName, IReadOnlyCollection<MediaStream> streams)
    {
        if (string.IsNullOrEmpty(formatName))
        {
            return null;
        }

        var names = formatName.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => name.ToLowerInvariant() switch
            {
                "matroska" => "mkv",
                "mpegts" => "ts",
                "mpegvideo" => "mpeg",
                var other => other,
            })
            .Where(name => name != "webm" || streams.All(stream => WebmCodecs.Contains(stream.Codec, StringComparer.OrdinalIgnoreCase)))
            .Distinct();
        return string.Join(',', names);
    }

    /// <summary>
    /// Whether a list of a device profile names one of <paramref name="values"/> (itself a comma list). An empty list names everything;
    /// a list that starts with <c>-</c> names everything but its members.
    /// </summary>
    public static bool Lists(string? list, string? values)
    {
        if (string.IsNullOrWhiteSpace(list))
        {
            return true;
        }

        var isNegated = list.StartsWith('-');
        var members = Split(isNegated ? list[1..] : list);
        var isMember = Split(values).Any(value => members.Contains(value, StringComparer.OrdinalIgnoreCase));
        return isMember != isNegated;
    }

    /// <summary>The first of the list's names that the container has, as a client asked for it by that name; else the container itself.</summary>
    public static string? Preferred(string? list, string? container)
    {
        var names = Split(container);
        return list?.StartsWith('-') == true
            ? container
            : Split(list).FirstOrDefault(name => names.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? container;
    }

    public static string[] Split(string? list)
        => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
