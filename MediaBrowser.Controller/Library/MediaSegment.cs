namespace MediaBrowser.Controller.Library;

public enum MediaSegmentType
{
    Unknown,
    Commercial,
    Preview,
    Recap,
    Outro,
    Intro,
}

/// <summary>A marked stretch of an item, such as its intro.</summary>
public sealed class MediaSegment
{
    public required Guid Id { get; set; }

    public required Guid ItemId { get; set; }

    public required MediaSegmentType Type { get; set; }

    /// <summary>Ticks of 100 ns.</summary>
    public required long StartTicks { get; set; }

    public required long EndTicks { get; set; }
}
