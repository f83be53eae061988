namespace MediaBrowser.Controller.Subtitles;

/// <summary>Text subtitles that were taken out of media files: all of a file is read for that, so one replica does it for all.</summary>
public interface ISubtitleStore
{
    /// <summary>Those of a file as it is now; empty when nobody has taken them out yet.</summary>
    /// <param name="itemId">Of the version of the film.</param>
    /// <param name="fileModified">When the media file was last written; what is from another time is void.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<ExtractedSubtitle>> FindAsync(Guid itemId, DateTimeOffset fileModified, CancellationToken cancellationToken);

    /// <summary>In place of those that were there; nothing happens when the item is gone.</summary>
    Task SaveAsync(Guid itemId, IReadOnlyList<ExtractedSubtitle> subtitles, CancellationToken cancellationToken);
}
