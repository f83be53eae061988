using System.Text.RegularExpressions;

namespace MediaBrowser.Controller.Subtitles;

/// <summary>Reads subtitle files. What cannot be understood is left out.</summary>
public static partial class SubtitleReader
{
    /// <summary>Whether a file with this extension can be read.</summary>
    public static bool Knows(string extension) => extension.ToLowerInvariant() is "srt" or "vtt" or "ass" or "ssa";

    /// <param name="text">The whole file.</param>
    /// <param name="format"><c>ass</c> and <c>ssa</c> are read as such, everything else as SubRip or WebVTT.</param>
    public static IReadOnlyList<SubtitleCue> Read(string text, string format)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var cues = format.ToLowerInvariant() is "ass" or "ssa" ? ReadAdvanced(lines) : ReadTimed(lines);
        return cues.OrderBy(cue => cue.StartTicks).ToList();
    }

    /// <summary>Blocks of a time line and text, ended by an empty line or by the next time line.</summary>
    private static List<SubtitleCue> ReadTimed(string[] lines)
    {
        var cues = new List<SubtitleCue>();
        for (var index = 0; index < lines.Length; index++)
        {
            if (Times(lines[index]) is not { } times)
            {
                continue;
            }

            var text = new List<string>();
            while (index + 1 < lines.Length && lines[index + 1].Trim().Length > 0 && Times(lines[index + 1]) is null)
            {
                text.Add(lines[++index].Trim());
            }

            if (text.Count > 0)
            {
                cues.Add(new SubtitleCue(Clean(string.Join('\n', text)), times.Start, times.End));
            }
        }

        return cues;
    }

    private static (long Start, long End)? Times(string line)
    {
        var arrow = line.IndexOf("-->", StringComparison.Ordinal);
        if (arrow < 0)
        {
            return null;
        }

        // WebVTT has settings behind the second time.
        var end = line[(arrow + 3)..].Trim().Split(' ', '\t')[0];
        return SubtitleTime.Parse(line[..arrow]) is { } from && SubtitleTime.Parse(end) is { } to && to >= from ? (from, to) : null;
    }

    private static List<SubtitleCue> ReadAdvanced(string[] lines)
    {
        var cues = new List<SubtitleCue>();
        string[] fields = [];
        foreach (var line in lines)
        {
            if (line.StartsWith('['))
            {
                fields = [];
            }
            else if (line.StartsWith("Format:", StringComparison.OrdinalIgnoreCase))
            {
                fields = line[7..].Split(',', StringSplitOptions.TrimEntries);
            }
            else if (line.StartsWith("Dialogue:", StringComparison.OrdinalIgnoreCase) && Dialogue(line[9..], fields) is { } cue)
            {
                cues.Add(cue);
            }
        }

        return cues;
    }

    private static SubtitleCue? Dialogue(string line, string[] fields)
    {
        var start = Array.FindIndex(fields, field => field.Equals("Start", StringComparison.OrdinalIgnoreCase));
        var end = Array.FindIndex(fields, field => field.Equals("End", StringComparison.OrdinalIgnoreCase));
        // The text is the last field and may contain commas.
        var values = fields.Length == 0 ? [] : line.Split(',', fields.Length);
        if (start < 0 || end < 0 || values.Length < fields.Length
            || SubtitleTime.Parse(values[start]) is not { } from || SubtitleTime.Parse(values[end]) is not { } to)
        {
            return null;
        }

        var text = Overrides().Replace(values[^1], Italics)
            .Replace("\\N", "\n", StringComparison.Ordinal)
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\h", " ", StringComparison.Ordinal)
            .Trim();
        return text.Length == 0 ? null : new SubtitleCue(text, from, to);
    }

    private static string Italics(Match match) => match.Value switch
    {
        var tags when tags.Contains("\\i1", StringComparison.Ordinal) => "<i>",
        var tags when tags.Contains("\\i0", StringComparison.Ordinal) => "</i>",
        _ => "",
    };

    /// <summary>SubRip files carry positions in the notation of ASS.</summary>
    private static string Clean(string text) => Overrides().Replace(text, "");

    [GeneratedRegex(@"\{\\[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Overrides();
}
