using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Makes items out of files and folders.</summary>
internal static class ItemFactory
{
    public static Item OfFile(LibraryFolder library, BaseItemKind kind, MediaFile file, string name) => new()
    {
        Id = ItemId.FromPath(kind, file.Path),
        Kind = kind,
        Name = name,
        SortName = SortNames.Of(name),
        SearchName = SearchNames.Of(name),
        MediaType = kind == BaseItemKind.Audio ? MediaType.Audio : MediaType.Video,
        ParentId = library.Id,
        LibraryId = library.Id,
        Path = file.Path,
        Container = MediaFiles.Extension(file.Name),
        Size = file.Size,
        FileModified = file.Modified,
        DateCreated = file.Created,
        DateModified = file.Modified,
    };

    public static Item OfFolder(LibraryFolder library, BaseItemKind kind, MediaFolder folder, string name) => new()
    {
        Id = ItemId.FromPath(kind, folder.Path),
        Kind = kind,
        Name = name,
        SortName = SortNames.Of(name),
        SearchName = SearchNames.Of(name),
        IsFolder = true,
        ParentId = library.Id,
        LibraryId = library.Id,
        Path = folder.Path,
        DateCreated = folder.Created,
        DateModified = folder.Created,
    };

    /// <summary>A version, part or extra of <paramref name="owner"/>. Versions keep the kind, so that a version may become the main file without a new id.</summary>
    public static Item Owned(LibraryFolder library, Item owner, ItemRole role, BaseItemKind kind, MediaFile file, string name)
    {
        var item = OfFile(library, kind, file, name);
        item.Role = role;
        item.OwnerId = owner.Id;
        item.ParentId = owner.Id;
        return item;
    }
}
