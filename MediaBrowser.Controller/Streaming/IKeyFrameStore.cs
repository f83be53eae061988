using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Key frames that were read before.</summary>
public interface IKeyFrameStore
{
    /// <summary>Returns null when they were never read.</summary>
    Task<KeyFrames?> FindAsync(Guid itemId, CancellationToken cancellationToken);

    /// <summary>Adds or replaces; nothing happens when the item is gone.</summary>
    Task SaveAsync(KeyFrames keyFrames, CancellationToken cancellationToken);
}
