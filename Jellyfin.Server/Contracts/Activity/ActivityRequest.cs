using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Browsing;

namespace Jellyfin.Server.Contracts.Activity;

/// <summary>What <c>/System/ActivityLog/Entries</c> takes.</summary>
public sealed record ActivityRequest(
    int? StartIndex,
    int? Limit,
    DateTimeOffset? MinDate,
    DateTimeOffset? MaxDate,
    bool? HasUserId,
    string? Name,
    string? Overview,
    string? ShortOverview,
    string? Type,
    Guid? ItemId,
    string? Username,
    string? Severity,
    CommaSeparated<ActivityLogSortBy>? SortBy,
    CommaSeparated<SortOrder>? SortOrder)
{
    public ActivityQuery ToQuery() => new()
    {
        StartIndex = Math.Max(0, StartIndex ?? 0),
        Limit = Limit is > 0 ? Limit : null,
        MinDate = MinDate,
        MaxDate = MaxDate,
        HasUserId = HasUserId,
        Name = Name,
        Overview = Overview,
        ShortOverview = ShortOverview,
        Type = Type,
        ItemId = ItemId,
        UserName = Username,
        Severity = Severity,
        OrderBy = [.. (SortBy ?? []).Select((by, index) => ((ActivitySortBy)by, Direction(index) == MediaBrowser.Controller.Browsing.SortOrder.Descending))],
    };

    /// <summary>The last one counts for the rest.</summary>
    private SortOrder Direction(int index) => SortOrder is { Count: > 0 } orders ? orders[Math.Min(index, orders.Count - 1)] : default;
}

/// <summary>Names on the wire; <c>Overiew</c> is what clients send. Same order as <see cref="ActivitySortBy"/>.</summary>
public enum ActivityLogSortBy
{
    Name,
    Overiew,
    ShortOverview,
    Type,
    DateCreated,
    Username,
    LogSeverity,
}
