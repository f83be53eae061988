using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Images;

/// <summary>
/// Adds, removes and orders pictures by hand. Uploaded files are named by their content below the data folder that replicas share, and
/// never overwritten: who reads an old one goes on reading it.
/// </summary>
public sealed class ImageEditor(
    IItemImageStore store, IImageInspector inspector, IMessageBus bus, IOptions<PathOptions> paths)
{
    /// <summary>Writes the file of a picture. Returns null when the content is no picture the server knows.</summary>
    public async Task<ItemImage?> SaveFileAsync(Guid ownerId, ImageType type, byte[] content, CancellationToken cancellationToken)
    {
        if (ImageHeader.Parse(content) is not { } header)
        {
            return null;
        }

        var tag = ContentTag.Of(content);
        var folder = Path.Combine(paths.Value.Metadata, PathOptions.UploadedFolder, ownerId.ToString("N")[..2], ownerId.ToString("N"));
        var path = Path.Combine(folder, $"{type}-{tag}{ContentTypes.Extension(header.Format)}".ToLowerInvariant());
        await WholeFile.WriteAsync(path, content, cancellationToken);
        var facts = await inspector.InspectAsync(path, cancellationToken);
        return new ItemImage(type, path, tag, header.Width, header.Height, facts?.BlurHash)
        {
            FileModified = File.GetLastWriteTimeUtc(path),
            Size = content.Length,
        };
    }

    /// <summary>
    /// Sets a picture. Backdrops are added at the end unless an index is given; of other types there is one. Returns false when there is no
    /// such item.
    /// </summary>
    public Task<bool> SetAsync(Guid itemId, ItemImage image, int? index, CancellationToken cancellationToken)
        => ChangeAsync(itemId, images => With(images, image, index), cancellationToken);

    /// <summary>Returns false when there is no such item or picture.</summary>
    public async Task<bool> RemoveAsync(Guid itemId, ImageType type, int index, CancellationToken cancellationToken)
    {
        ItemImage? removed = null;
        IReadOnlyList<ItemImage> remaining = [];
        var isChanged = await ChangeAsync(
            itemId,
            images =>
            {
                removed = images.Where(image => image.Type == type).ElementAtOrDefault(index);
                remaining = [.. images.Where(image => !ReferenceEquals(image, removed))];
                return removed is null ? null : remaining;
            },
            cancellationToken);
        if (removed is not null && remaining.All(image => image.Path != removed.Path))
        {
            DeleteFile(removed);
        }

        return isChanged && removed is not null;
    }

    /// <summary>Exchanges two pictures of a type. Returns false when there is no such item or picture.</summary>
    public async Task<bool> SwapAsync(Guid itemId, ImageType type, int index, int newIndex, CancellationToken cancellationToken)
    {
        var isThere = false;
        var isItem = await ChangeAsync(
            itemId,
            images =>
            {
                var places = PlacesOf(images, type);
                isThere = index >= 0 && newIndex >= 0 && index < places.Count && newIndex < places.Count;
                if (!isThere)
                {
                    return null;
                }

                var changed = images.ToList();
                (changed[places[index]], changed[places[newIndex]]) = (changed[places[newIndex]], changed[places[index]]);
                return changed;
            },
            cancellationToken);
        return isItem && isThere;
    }

    /// <summary>Removes an uploaded file; pictures beside the media belong to their owner.</summary>
    public void DeleteFile(ItemImage image)
    {
        if (Path.GetFullPath(image.Path).StartsWith(paths.Value.Metadata + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            File.Delete(image.Path);
        }
    }

    private static List<int> PlacesOf(IReadOnlyList<ItemImage> images, ImageType type)
        => [.. Enumerable.Range(0, images.Count).Where(place => images[place].Type == type)];

    private static List<ItemImage> With(IReadOnlyList<ItemImage> images, ItemImage image, int? index)
    {
        var changed = images.ToList();
        var places = PlacesOf(images, image.Type);
        var replaced = image.Type == ImageType.Backdrop ? index : 0;
        if (replaced is { } wanted && wanted >= 0 && wanted < places.Count)
        {
            changed[places[wanted]] = image;
        }
        else
        {
            changed.Add(image);
        }

        return changed;
    }

    private async Task<bool> ChangeAsync(
        Guid itemId, Func<IReadOnlyList<ItemImage>, IReadOnlyList<ItemImage>?> change, CancellationToken cancellationToken)
    {
        if (await store.UpdateAsync(itemId, change, cancellationToken) is null)
        {
            return false;
        }

        await bus.PublishAsync(new ItemsChanged([], [itemId], [], [], [], []), CancellationToken.None);
        return true;
    }
}
