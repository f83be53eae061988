namespace MediaBrowser.Controller.Playback;

/// <summary>Pictures of chapters, kept with what probing found.</summary>
public interface IChapterStore
{
    /// <summary>Items with chapters that have no picture yet, in libraries that want them.</summary>
    Task<IReadOnlyList<Guid>> FindWithoutPicturesAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the chapters. Returns false, and changes nothing, when the file was probed anew since <paramref name="media"/> was read.</summary>
    Task<bool> SaveAsync(ItemMedia media, IReadOnlyList<Chapter> chapters, CancellationToken cancellationToken);
}
