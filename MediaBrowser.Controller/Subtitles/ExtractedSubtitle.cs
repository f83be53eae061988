namespace MediaBrowser.Controller.Subtitles;

/// <summary>A text subtitle as it lay in a media file: ASS where the file has that, else SRT.</summary>
public sealed class ExtractedSubtitle
{
    public required Guid ItemId { get; set; }

    /// <summary>Number of the stream in the file.</summary>
    public required int FileIndex { get; set; }

    /// <summary>Last write time of the media file; another time makes it void.</summary>
    public required DateTimeOffset FileModified { get; set; }

    /// <summary>UTF-8.</summary>
    public required byte[] Content { get; set; }
}
