using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Browsing;

/// <summary>The rows of the home screen: questions that are too special for <see cref="ItemQuery"/> and asked too often to be slow.</summary>
public interface IHomeStore
{
    /// <summary>Newest items of a library, episodes grouped by series. Newest first.</summary>
    Task<IReadOnlyList<LatestGroup>> LatestAsync(LatestQuery query, CancellationToken cancellationToken);

    /// <summary>Ids of the next episodes, of the series played last first.</summary>
    Task<IReadOnlyList<Guid>> NextUpAsync(NextUpQuery query, CancellationToken cancellationToken);

    /// <summary>The first regular episode of a series that has a file, or null.</summary>
    Task<Guid?> FirstEpisodeAsync(Guid seriesId, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>Whether the viewer played any regular episode of the series.</summary>
    Task<bool> IsBegunAsync(Guid seriesId, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>Ids of items of the same kind that share genres, tags or studios, most similar first.</summary>
    Task<IReadOnlyList<Guid>> SimilarAsync(Item item, Viewer viewer, int limit, CancellationToken cancellationToken);
}

/// <param name="Viewer">Who asks.</param>
/// <param name="Scope">Library or folder; everything when default.</param>
/// <param name="Limit">Groups to return.</param>
public sealed record LatestQuery(Viewer Viewer, ItemScope Scope, int Limit)
{
    public IReadOnlyList<BaseItemKind> Kinds { get; init; } = [];

    /// <summary>Null = whatever was played.</summary>
    public bool? IsPlayed { get; init; }

    /// <summary>Whether new episodes of one series are one entry.</summary>
    public bool GroupItems { get; init; } = true;
}

/// <summary>Items that were added together: one film, or episodes of one series, newest first.</summary>
/// <param name="SeriesId">Null when the items are not episodes or grouping is off.</param>
/// <param name="Items">At least one.</param>
public sealed record LatestGroup(Guid? SeriesId, IReadOnlyList<LatestItem> Items);

public sealed record LatestItem(Guid Id, BaseItemKind Kind, Guid? SeriesId, Guid? SeasonId, DateTimeOffset DateCreated);

/// <param name="Viewer">Who asks.</param>
/// <param name="Scope">Library; everything when default.</param>
public sealed record NextUpQuery(Viewer Viewer, ItemScope Scope)
{
    /// <summary>Only this series.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>Series that were last played before are left out.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>Whether an episode that was begun may be the next one.</summary>
    public bool EnableResumable { get; init; } = true;

    /// <summary>Whether played series start again after the episode played last.</summary>
    public bool EnableRewatching { get; init; }

    public int StartIndex { get; init; }

    public int? Limit { get; init; }
}
