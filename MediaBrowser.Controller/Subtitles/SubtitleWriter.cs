using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediaBrowser.Controller.Subtitles;

/// <summary>Writes subtitle files.</summary>
public static class SubtitleWriter
{
    private const string AdvancedHeader = """
        [Script Info]
        ScriptType: v4.00+
        WrapStyle: 0
        ScaledBorderAndShadow: yes

        [V4+ Styles]
        Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
        Style: Default,Arial,20,&H00FFFFFF,&H00FFFFFF,&H00000000,&H02000000,0,0,0,0,100,100,0,0,1,2,0,2,10,10,10,0

        [Events]
        Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text

        """;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns null for formats that cannot be written.</summary>
    /// <param name="cues">In order of time.</param>
    /// <param name="format">srt, vtt, ass, ssa, js or json.</param>
    /// <param name="addTimeMap">Only WebVTT: ties the times to those of MPEG-TS segments, which start ten seconds in.</param>
    public static string? Write(IReadOnlyList<SubtitleCue> cues, string format, bool addTimeMap = false) => format.ToLowerInvariant() switch
    {
        "srt" or "subrip" => SubRip(cues),
        "vtt" or "webvtt" => WebVtt(cues, addTimeMap),
        "ass" or "ssa" => Advanced(cues),
        "js" or "json" => Events(cues),
        _ => null,
    };

    private static string SubRip(IReadOnlyList<SubtitleCue> cues)
    {
        var text = new StringBuilder();
        for (var index = 0; index < cues.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1}\n").Append(Timed(cues[index], ','));
        }

        return text.ToString();
    }

    private static string WebVtt(IReadOnlyList<SubtitleCue> cues, bool addTimeMap)
    {
        var text = new StringBuilder("WEBVTT\n");
        if (addTimeMap)
        {
            text.Append("X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n");
        }

        text.Append('\n');
        foreach (var cue in cues)
        {
            text.Append(Timed(cue, '.'));
        }

        return text.ToString();
    }

    private static string Timed(SubtitleCue cue, char separator)
        => $"{SubtitleTime.Format(cue.StartTicks, separator)} --> {SubtitleTime.Format(cue.EndTicks, separator)}\n{cue.Text}\n\n";

    private static string Advanced(IReadOnlyList<SubtitleCue> cues)
    {
        var text = new StringBuilder(AdvancedHeader);
        foreach (var cue in cues)
        {
            var line = cue.Text.Replace("<i>", "{\\i1}", StringComparison.Ordinal)
                .Replace("</i>", "{\\i0}", StringComparison.Ordinal)
                .Replace("\n", "\\N", StringComparison.Ordinal);
            text.Append("Dialogue: 0,").Append(SubtitleTime.FormatShort(cue.StartTicks)).Append(',').Append(SubtitleTime.FormatShort(cue.EndTicks))
                .Append(",Default,,0,0,0,,").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Events(IReadOnlyList<SubtitleCue> cues)
    {
        var events = cues.Select((cue, index) => new
        {
            Id = (index + 1).ToString(CultureInfo.InvariantCulture),
            cue.Text,
            StartPositionTicks = cue.StartTicks,
            EndPositionTicks = cue.EndTicks,
        });
        return JsonSerializer.Serialize(new { TrackEvents = events }, Json);
    }
}
