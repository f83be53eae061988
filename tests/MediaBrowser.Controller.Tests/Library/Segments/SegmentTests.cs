using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Library.Segments;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Tests.Library.Segments;

public sealed class SegmentTests
{
    private static readonly Guid Id = Guid.Parse("11111111111111111111111111111111");

    [Theory]
    [InlineData("5.3 7.1 3", "53000000-71000000 CommercialBreak")]
    [InlineData("0 1 0\n1\t2\t1\r\n2 3 2\n\n3 4 3", "0-10000000 Cut, 10000000-20000000 Mute, 20000000-30000000 SceneMarker, 30000000-40000000 CommercialBreak")]
    [InlineData("0:00:05.5 00:01:00 3", "55000000-600000000 CommercialBreak")]
    [InlineData("1:05 1:10 3 # words after it", "650000000-700000000 CommercialBreak")]
    [InlineData("#50 #100 3", "20000000-40000000 CommercialBreak")]
    [InlineData("7 5 3\n5 5 3\n-1 2 3\n1 2\n1 2 4\n1 2 x\n1 x 3\nNaN 2 3\n1 1e3 3\n1 99999999999999999999999 3\n1 864001 3\n1:2:3:4 5 3\n# 5 3\nFILE PROCESSING COMPLETE", "")]
    public void Edit_lists_are_read_as_they_come(string text, string expected)
        => Assert.Equal(expected, string.Join(", ", EdlFile.Parse(text, 25).Select(entry => $"{entry.StartTicks}-{entry.EndTicks} {entry.Action}")));

    [Fact]
    public void Frames_have_no_time_without_a_rate() => Assert.Empty(EdlFile.Parse("#50 #100 3", null));

    [Fact]
    public void Of_an_endless_list_only_the_beginning_counts()
        => Assert.Equal(1000, EdlFile.Parse(string.Concat(Enumerable.Repeat("1 2 3\n", 5000)), null).Count);

    [Theory]
    [InlineData("Intro", MediaSegmentType.Intro)]
    [InlineData("intro 2", MediaSegmentType.Intro)]
    [InlineData("01. Opening", MediaSegmentType.Intro)]
    [InlineData("OP", MediaSegmentType.Intro)]
    [InlineData("Opening Credits", MediaSegmentType.Intro)]
    [InlineData("Title Sequence", MediaSegmentType.Intro)]
    [InlineData("Outro", MediaSegmentType.Outro)]
    [InlineData("[Credits]", MediaSegmentType.Outro)]
    [InlineData("End Credits", MediaSegmentType.Outro)]
    [InlineData("Ending", MediaSegmentType.Outro)]
    [InlineData("ED1", MediaSegmentType.Outro)]
    [InlineData("Recap", MediaSegmentType.Recap)]
    [InlineData("Previously on Show", MediaSegmentType.Recap)]
    [InlineData("Preview", MediaSegmentType.Preview)]
    [InlineData("Next Episode Preview", MediaSegmentType.Preview)]
    [InlineData("Commercial Break", MediaSegmentType.Commercial)]
    [InlineData("Opening Night", null)]
    [InlineData("The Ending of the World", null)]
    [InlineData("Chapter 01", null)]
    [InlineData("12", null)]
    [InlineData("  ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Chapters_say_what_they_are(string? name, MediaSegmentType? expected) => Assert.Equal(expected, ChapterNames.TypeOf(name));

    [Fact]
    public void A_chapter_ends_where_the_next_one_begins_or_the_film_ends()
    {
        var media = Film(1000, new Chapter(700, "Credits"), new Chapter(0, "Intro"), new Chapter(100, "Story"));

        Assert.Equal("Intro 0-100, Outro 700-1000", Text(SegmentRules.FromChapters(media)));
    }

    [Fact]
    public void A_chapter_without_an_end_or_behind_the_end_is_none()
        => Assert.Empty(SegmentRules.FromChapters(Film(null, new Chapter(0, "Credits"))).Concat(SegmentRules.FromChapters(Film(500, new Chapter(500, "Credits")))));

    [Fact]
    public void Commercial_breaks_end_with_the_film_and_come_once_and_in_order()
    {
        var media = Film(1000, new Chapter(0, "Intro"), new Chapter(400, "Story"));
        EdlEntry[] entries =
        [
            new(900, 5000, EdlAction.CommercialBreak), new(1000, 5000, EdlAction.CommercialBreak), new(100, 200, EdlAction.CommercialBreak),
            new(100, 200, EdlAction.CommercialBreak), new(300, 400, EdlAction.Cut), new(300, 400, EdlAction.Mute), new(300, 400, EdlAction.SceneMarker),
        ];

        var segments = SegmentRules.Merge(SegmentRules.FromChapters(media), SegmentRules.FromEdl(media, entries));

        Assert.Equal("Intro 0-400, Commercial 100-200, Commercial 900-1000", Text(segments));
        Assert.All(segments, segment => Assert.Equal(Id, segment.ItemId));
    }

    [Fact]
    public void What_is_found_again_has_the_same_id()
    {
        var media = Film(1000, new Chapter(0, "Intro"), new Chapter(400, "Story"));

        Assert.Equal(SegmentRules.FromChapters(media).Single().Id, SegmentRules.FromChapters(media).Single().Id);
    }

    private static ItemMedia Film(long? runTime, params Chapter[] chapters) => new() { ItemId = Id, RunTimeTicks = runTime, Chapters = [.. chapters] };

    private static string Text(IEnumerable<MediaSegment> segments)
        => string.Join(", ", segments.Select(segment => $"{segment.Type} {segment.StartTicks}-{segment.EndTicks}"));
}
