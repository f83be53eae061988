using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Sessions;

/// <summary>What a player says when it starts, goes on or stops.</summary>
public sealed record PlaybackReport(Guid ItemId)
{
    /// <summary>Its position is null when the player does not know it.</summary>
    public PlayState State { get; init; } = new();

    /// <summary>Empty for what is played directly by some clients.</summary>
    public string? PlaySessionId { get; init; }

    /// <summary>Null = unchanged.</summary>
    public IReadOnlyList<QueueItem>? NowPlayingQueue { get; init; }

    public string? PlaylistItemId { get; init; }

    /// <summary>The player gave up: nothing was watched.</summary>
    public bool HasFailed { get; init; }
}

/// <summary>When a position is kept and when an item counts as played.</summary>
/// <param name="MinPercent">Positions before it are not kept.</param>
/// <param name="MaxPercent">Positions after it are the end.</param>
/// <param name="MinDuration">Shorter items are watched in one go: no position is kept.</param>
/// <param name="MinAudiobookMinutes">Positions of audio books before it are not kept.</param>
/// <param name="MaxAudiobookMinutes">With less left an audio book is played.</param>
public sealed record ResumeLimits(int MinPercent, int MaxPercent, TimeSpan MinDuration, int MinAudiobookMinutes, int MaxAudiobookMinutes);

/// <summary>What a reported position means for the watch state.</summary>
/// <param name="PositionTicks">Position to keep; 0 = none.</param>
/// <param name="IsPlayed">The item is played to its end.</param>
public readonly record struct ResumePoint(long PositionTicks, bool IsPlayed)
{
    private static readonly ResumePoint Played = new(0, true);
    private static readonly ResumePoint Nothing = new(0, false);

    /// <summary>Whether positions of such an item are kept at all; music always starts at its beginning.</summary>
    public static bool KeepsPosition(Item item) => item.MediaType is MediaType.Video or MediaType.Book || item.Kind is BaseItemKind.AudioBook;

    /// <param name="item">What is played.</param>
    /// <param name="positionTicks">Where the player is.</param>
    /// <param name="limits">From the server's configuration.</param>
    public static ResumePoint Of(Item item, long positionTicks, ResumeLimits limits)
    {
        var length = item.RunTimeTicks ?? 0;
        if (length <= 0)
        {
            // Without a length nobody knows where the end is.
            return Played;
        }

        var point = positionTicks <= 0 ? Nothing
            : item.Kind is BaseItemKind.AudioBook ? OfAudiobook(length, positionTicks, limits)
            : item.MediaType is MediaType.Book ? new ResumePoint(positionTicks, false)
            : OfVideo(length, positionTicks, limits);
        return KeepsPosition(item) ? point : point with { PositionTicks = 0 };
    }

    private static ResumePoint OfVideo(long length, long position, ResumeLimits limits)
    {
        var percent = 100.0 * position / length;
        if (percent < limits.MinPercent)
        {
            return Nothing;
        }

        var isAtEnd = percent > limits.MaxPercent || position >= length - TimeSpan.TicksPerSecond;
        return isAtEnd || length < limits.MinDuration.Ticks ? Played : new ResumePoint(position, false);
    }

    private static ResumePoint OfAudiobook(long length, long position, ResumeLimits limits)
    {
        if (position < limits.MinAudiobookMinutes * TimeSpan.TicksPerMinute)
        {
            return Nothing;
        }

        return length - position < limits.MaxAudiobookMinutes * TimeSpan.TicksPerMinute ? Played : new ResumePoint(position, false);
    }
}
