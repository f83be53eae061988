using System.Text;
using MediaBrowser.Controller.Subtitles;

namespace MediaBrowser.Controller.Tests.Subtitles;

public sealed class SubtitleTests
{
    private const string SubRip = "1\n00:00:01,000 --> 00:00:04,000\nHello subtitle\n\n2\n00:00:05,000 --> 00:00:07,000\nSecond line\n\n";

    private static readonly SubtitleCue[] Cues =
    [
        new("Hello subtitle", 10_000_000, 40_000_000),
        new("Second line", 50_000_000, 70_000_000),
    ];

    [Theory]
    [InlineData("srt", SubRip)]
    [InlineData("vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello subtitle\n\n00:00:05.000 --> 00:00:07.000\nSecond line\n\n")]
    [InlineData("js", """{"TrackEvents":[{"Id":"1","Text":"Hello subtitle","StartPositionTicks":10000000,"EndPositionTicks":40000000},{"Id":"2","Text":"Second line","StartPositionTicks":50000000,"EndPositionTicks":70000000}]}""")]
    [InlineData("pdf", null)]
    public void Cues_are_written_as_players_read_them(string format, string? expected) => Assert.Equal(expected, SubtitleWriter.Write(Cues, format));

    [Theory]
    [InlineData(SubRip)]
    [InlineData("\n\n00:00:01,000-->00:00:04,000\r\nHello subtitle\r\n00:00:05,000 --> 00:00:07,000 X1:10\r\n Second line")]
    [InlineData("WEBVTT - title\n\nNOTE hello\n\nintro\n00:01.000 --> 00:04.000 align:start\nHello subtitle\n\n0:00:05.000 --> 00:07.000\nSecond line")]
    [InlineData("1\n00:00:01,000 --> 00:00:04,000\n{\\an8}Hello subtitle\n\n9\n00:00:09,000 --> broken\nGone\n\n2\n00:00:05,000 --> 00:00:07,000\nSecond line\n")]
    public void Timed_files_are_read_as_they_come(string text) => Assert.Equal(Cues, SubtitleReader.Read(text, "srt"));

    [Fact]
    public void Advanced_files_keep_text_with_commas_line_breaks_and_italics()
    {
        const string Text = """
            [Script Info]
            Title: x
            [V4+ Styles]
            Format: Name, Fontname
            [Events]
            Format: Layer, Start, End, Style, Text
            Comment: 0,0:00:00.00,0:00:09.00,Default,no
            Dialogue: 0,0:00:05.50,0:00:07.00,Default,{\pos(1,2)\i1}Yes, really{\i0}\NSecond
            Dialogue: broken
            """;

        Assert.Equal([new SubtitleCue("<i>Yes, really</i>\nSecond", 55_000_000, 70_000_000)], SubtitleReader.Read(Text, "ass"));
    }

    [Fact]
    public void What_is_written_can_be_read_again()
    {
        foreach (var format in new[] { "srt", "vtt", "ass", "ssa" })
        {
            Assert.Equal(Cues, SubtitleReader.Read(SubtitleWriter.Write(Cues, format)!, format));
        }
    }

    [Theory]
    [InlineData(0, null, false, "10000000-40000000 50000000-70000000")]
    [InlineData(45_000_000, null, false, "5000000-25000000")]
    [InlineData(45_000_000, null, true, "50000000-70000000")]
    [InlineData(0, 45_000_000L, true, "10000000-40000000")]
    [InlineData(20_000_000, 45_000_000L, false, "0-20000000")]
    public void A_window_has_what_is_on_the_screen_in_it(long start, long? end, bool keepTimes, string expected)
        => Assert.Equal(expected, string.Join(' ', SubtitleWindow.Cut(Cues, start, end, keepTimes).Select(cue => $"{cue.StartTicks}-{cue.EndTicks}")));

    [Theory]
    [InlineData("Grüße", 65001, null)]
    [InlineData("Grüße", 1252, "deu")]
    [InlineData("Привет", 1251, "rus")]
    [InlineData("Grüße", 1200, null)]
    [InlineData("こんにちは", 932, "jpn")]
    public void Text_is_read_in_its_own_encoding(string text, int codePage, string? language)
    {
        var encoding = codePage is 65001 or 1200 ? Encoding.GetEncoding(codePage) : CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;

        Assert.Equal(text, SubtitleText.Decode([.. encoding.Preamble, .. encoding.GetBytes(text)], language));
    }

    [Fact]
    public void Segments_of_text_are_tied_to_the_times_of_the_picture()
        => Assert.StartsWith(
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n", SubtitleWriter.Write(Cues, "vtt", addTimeMap: true), StringComparison.Ordinal);
}
