using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Endpoints;

/// <summary>Pictures of an item by type and index. Those of chapters are kept with the chapters.</summary>
internal sealed class ItemPictures(IItemImageStore images, IMediaStore media)
{
    /// <summary>Returns null when there is no such item or picture.</summary>
    public async Task<ItemImage?> FindAsync(Guid itemId, ImageType type, int index, CancellationToken cancellationToken)
    {
        if (index < 0)
        {
            return null;
        }

        if (type == ImageType.Chapter)
        {
            return (await media.FindAsync(itemId, cancellationToken))?.Chapters.ElementAtOrDefault(index) is { ImagePath: { } path, ImageTag: { } tag }
                ? new ItemImage(type, path, tag, 0, 0, null)
                : null;
        }

        return (await images.FindAsync(itemId, cancellationToken))?.Where(image => image.Type == type).ElementAtOrDefault(index);
    }
}
