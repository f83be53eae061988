namespace MediaBrowser.Controller.Browsing;

/// <summary>Which part of the library a query looks at.</summary>
public enum ItemScopeKind
{
    /// <summary>All libraries.</summary>
    Everything,

    /// <summary>Whatever is in a library, at any depth.</summary>
    Library,

    /// <summary>Direct children of a folder.</summary>
    Children,

    /// <summary>Whatever is below a folder.</summary>
    Descendants,

    /// <summary>Seasons and episodes of a series.</summary>
    Series,

    /// <summary>Episodes of a season.</summary>
    Season,

    /// <summary>Entries of a playlist or collection.</summary>
    Linked,

    /// <summary>Versions, parts and extras of an item; the only scope with items that are not <c>Main</c>.</summary>
    Owned,
}

/// <param name="Kind">What <paramref name="Id"/> is.</param>
/// <param name="Id">Empty for <see cref="ItemScopeKind.Everything"/>.</param>
public readonly record struct ItemScope(ItemScopeKind Kind, Guid Id);
