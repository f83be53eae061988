namespace MediaBrowser.Controller.Activity;

/// <summary>Where features write what administrators want to know.</summary>
public interface IActivityLog
{
    Task WriteAsync(ActivityLogEntry entry, CancellationToken cancellationToken);

    Task<ActivityPage> QueryAsync(ActivityQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes what is older; returns how much that was.</summary>
    Task<int> DeleteOlderAsync(DateTimeOffset than, CancellationToken cancellationToken);
}

/// <param name="Entries">In the order that was asked for.</param>
/// <param name="Total">Without paging.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityLogEntry> Entries, int Total);

/// <summary>Texts match anywhere and in any case; null matches everything.</summary>
public sealed record ActivityQuery
{
    public int StartIndex { get; init; }

    public int? Limit { get; init; }

    public DateTimeOffset? MinDate { get; init; }

    public DateTimeOffset? MaxDate { get; init; }

    public bool? HasUserId { get; init; }

    public Guid? ItemId { get; init; }

    public string? Name { get; init; }

    public string? Overview { get; init; }

    public string? ShortOverview { get; init; }

    public string? Type { get; init; }

    public string? UserName { get; init; }

    public string? Severity { get; init; }

    /// <summary>Empty: newest first.</summary>
    public IReadOnlyList<(ActivitySortBy By, bool Descending)> OrderBy { get; init; } = [];
}

public enum ActivitySortBy
{
    Name,
    Overview,
    ShortOverview,
    Type,
    DateCreated,
    Username,
    LogSeverity,
}
