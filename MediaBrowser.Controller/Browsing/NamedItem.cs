using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Browsing;

/// <summary>Items that stand for a name and need no row: nobody gave them a picture or a text.</summary>
public static class NamedItem
{
    public static Item Create(BaseItemKind kind, string name) => new()
    {
        Id = ItemId.FromName(kind, name),
        Kind = kind,
        Name = name,
        SortName = SortNames.Of(name),
        SearchName = SearchNames.Of(name),
    };

    /// <summary>The root of all libraries.</summary>
    public static Item Root() => new()
    {
        Id = ItemId.UserRoot,
        Kind = BaseItemKind.UserRootFolder,
        Name = "Media Folders",
        SortName = "media folders",
        SearchName = "media folders",
        IsFolder = true,
    };
}
