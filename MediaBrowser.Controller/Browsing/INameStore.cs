using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Browsing;

/// <summary>Genres, studios, people and years: names that occur on the items a viewer may see.</summary>
public interface INameStore
{
    /// <summary>Kind Genre, Studio or Year. Names without a row of their own get one on the fly, so that every name has an item.</summary>
    Task<ItemPage> ListAsync(BaseItemKind kind, NameQuery query, CancellationToken cancellationToken);

    Task<ItemPage> PeopleAsync(PeopleQuery query, CancellationToken cancellationToken);

    /// <summary>By name, without case. Null when no item has the name.</summary>
    Task<Item?> FindAsync(BaseItemKind kind, string name, Viewer viewer, CancellationToken cancellationToken);
}

/// <summary>Which names of the items in <paramref name="Items"/>; its order and page are those of the names.</summary>
public sealed record NameQuery(ItemQuery Items)
{
    public NameConditions Names { get; init; } = new();

    public bool? IsFavorite { get; init; }

    public bool Descending { get; init; }

    public int StartIndex { get; init; }

    public int? Limit { get; init; }
}

/// <summary>Which people.</summary>
public sealed record PeopleQuery(Viewer Viewer)
{
    public NameConditions Names { get; init; } = new();

    public IReadOnlyList<PersonKind> Kinds { get; init; } = [];

    public IReadOnlyList<PersonKind> ExcludeKinds { get; init; } = [];

    public Guid? AppearsInItemId { get; init; }

    public bool? IsFavorite { get; init; }

    public int StartIndex { get; init; }

    public int? Limit { get; init; }
}
