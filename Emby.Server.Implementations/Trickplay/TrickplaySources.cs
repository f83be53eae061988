using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Trickplay;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Finds what previews are made of.</summary>
internal sealed class TrickplaySources(IMediaStore media, IItemStore items, ILibraryStore libraries, ITrickplayStore sets)
{
    /// <summary>Null when the film is gone or not probed yet.</summary>
    public async Task<TrickplaySource?> FindAsync(Guid itemId, CancellationToken cancellationToken)
    {
        if (await media.FindAsync(itemId, cancellationToken) is not { } probed || await items.FindAsync(itemId, cancellationToken) is not { Path: { } path } item)
        {
            return null;
        }

        var library = (await libraries.ListAsync(cancellationToken)).FirstOrDefault(library => library.Id == item.LibraryId);
        return new TrickplaySource(path, probed, library?.Options.SaveTrickplayWithMedia == true, await sets.FindFoldersAsync([itemId], cancellationToken));
    }
}

/// <param name="Path">Of the film.</param>
/// <param name="Media">What probing found in it.</param>
/// <param name="KeepsBeside">Its library keeps previews beside the films.</param>
/// <param name="Known">Folders of sets in the database, also of what the file was before.</param>
internal sealed record TrickplaySource(string Path, ItemMedia Media, bool KeepsBeside, IReadOnlySet<string> Known)
{
    /// <summary>A set that lies beside the film and is not known yet; null when there is none.</summary>
    public TrickplaySet? FindBeside(TrickplayPlan plan) => Known.Contains(TrickplayFolders.NameBeside(plan)) ? null : FoundTrickplay.Find(this, plan);
}
