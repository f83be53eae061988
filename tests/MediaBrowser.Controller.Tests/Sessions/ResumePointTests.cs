using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;

namespace MediaBrowser.Controller.Tests.Sessions;

public sealed class ResumePointTests
{
    private static readonly ResumeLimits Limits = new(5, 90, TimeSpan.FromMinutes(5), 5, 5);

    [Theory]
    // A film of 100 minutes.
    [InlineData(6000, 0, 0, false)]
    [InlineData(6000, 299, 0, false)]
    [InlineData(6000, 300, 300, false)]
    [InlineData(6000, 3000, 3000, false)]
    [InlineData(6000, 5400, 5400, false)]
    [InlineData(6000, 5401, 0, true)]
    [InlineData(6000, 6000, 0, true)]
    [InlineData(6000, 9999, 0, true)]
    [InlineData(6000, -5, 0, false)]
    // Exactly long enough to resume, and one second too short.
    [InlineData(300, 150, 150, false)]
    [InlineData(299, 150, 0, true)]
    [InlineData(299, 10, 0, false)]
    // Nobody knows how long it is.
    [InlineData(0, 100, 0, true)]
    public void A_film_resumes_between_the_limits(int length, int position, int kept, bool isPlayed)
        => Assert.Equal(Point(kept, isPlayed), Of(BaseItemKind.Movie, MediaType.Video, length, position));

    [Theory]
    [InlineData(36000, 299, 0, false)]
    [InlineData(36000, 300, 300, false)]
    [InlineData(36000, 35700, 35700, false)]
    [InlineData(36000, 35701, 0, true)]
    public void An_audio_book_resumes_by_minutes(int length, int position, int kept, bool isPlayed)
        => Assert.Equal(Point(kept, isPlayed), Of(BaseItemKind.AudioBook, MediaType.Audio, length, position));

    [Theory]
    [InlineData(400, 200, false)]
    [InlineData(400, 399, true)]
    public void Music_starts_at_its_beginning(int length, int position, bool isPlayed)
        => Assert.Equal(Point(0, isPlayed), Of(BaseItemKind.Audio, MediaType.Audio, length, position));

    [Fact]
    public void The_limits_are_configurable()
    {
        var eager = Limits with { MinPercent = 0, MaxPercent = 50, MinDuration = TimeSpan.Zero };

        Assert.Equal(Point(1, false), ResumePoint.Of(NewItem(BaseItemKind.Movie, MediaType.Video, 100), TimeSpan.TicksPerSecond, eager));
        Assert.Equal(Point(0, true), ResumePoint.Of(NewItem(BaseItemKind.Movie, MediaType.Video, 100), 51 * TimeSpan.TicksPerSecond, eager));
    }

    private static ResumePoint Point(int seconds, bool isPlayed) => new(seconds * TimeSpan.TicksPerSecond, isPlayed);

    private static ResumePoint Of(BaseItemKind kind, MediaType media, int length, int position)
        => ResumePoint.Of(NewItem(kind, media, length), position * TimeSpan.TicksPerSecond, Limits);

    private static Item NewItem(BaseItemKind kind, MediaType media, int length) => new()
    {
        Id = Guid.NewGuid(),
        Kind = kind,
        Name = "name",
        SortName = "name",
        SearchName = "name",
        MediaType = media,
        RunTimeTicks = length == 0 ? null : length * TimeSpan.TicksPerSecond,
    };
}
