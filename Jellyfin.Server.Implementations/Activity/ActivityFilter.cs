using System.Linq.Expressions;
using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Activity;

/// <summary>The activity query as SQL.</summary>
internal static class ActivityFilter
{
    public static IQueryable<ActivityLogEntry> Apply(IQueryable<ActivityLogEntry> entries, IQueryable<User> users, ActivityQuery query)
        => ByText(ByValue(entries, query), users, query);

    public static IQueryable<ActivityLogEntry> Order(
        IQueryable<ActivityLogEntry> entries, IQueryable<User> users, IReadOnlyList<(ActivitySortBy By, bool Descending)> orderBy)
    {
        IOrderedQueryable<ActivityLogEntry>? ordered = null;
        foreach (var (by, descending) in orderBy)
        {
            ordered = by switch
            {
                ActivitySortBy.Name => Then(entries, ordered, entry => entry.Name, descending),
                ActivitySortBy.Overview => Then(entries, ordered, entry => entry.Overview, descending),
                ActivitySortBy.ShortOverview => Then(entries, ordered, entry => entry.ShortOverview, descending),
                ActivitySortBy.Type => Then(entries, ordered, entry => entry.Type, descending),
                ActivitySortBy.Username => Then(
                    entries, ordered, entry => users.Where(user => user.Id == entry.UserId).Select(user => user.NormalizedName).FirstOrDefault(), descending),
                ActivitySortBy.LogSeverity => Then(entries, ordered, entry => entry.Severity, descending),
                _ => Then(entries, ordered, entry => entry.Date, descending),
            };
        }

        // Lines of one moment keep their order on every page.
        return (ordered ?? entries.OrderByDescending(entry => entry.Date)).ThenByDescending(entry => entry.Id);
    }

    private static IQueryable<ActivityLogEntry> ByValue(IQueryable<ActivityLogEntry> entries, ActivityQuery query)
    {
        var itemId = query.ItemId?.ToString("N");
        return entries
            .WhereIf(query.MinDate is not null, entry => entry.Date >= query.MinDate)
            .WhereIf(query.MaxDate is not null, entry => entry.Date <= query.MaxDate)
            .WhereIf(query.HasUserId is not null, entry => (entry.UserId != Guid.Empty) == query.HasUserId)
            .WhereIf(itemId is not null, entry => entry.ItemId == itemId)
            .WhereIf(query.Severity is not null, entry => entry.Severity == query.Severity);
    }

    private static IQueryable<ActivityLogEntry> ByText(IQueryable<ActivityLogEntry> entries, IQueryable<User> users, ActivityQuery query)
    {
        var (name, overview, shortOverview) = (Pattern(query.Name), Pattern(query.Overview), Pattern(query.ShortOverview));
        var (type, user) = (Pattern(query.Type), Pattern(query.UserName));
        return entries
            .WhereIf(name is not null, entry => EF.Functions.ILike(entry.Name, name!, "\\"))
            .WhereIf(overview is not null, entry => EF.Functions.ILike(entry.Overview!, overview!, "\\"))
            .WhereIf(shortOverview is not null, entry => EF.Functions.ILike(entry.ShortOverview!, shortOverview!, "\\"))
            .WhereIf(type is not null, entry => EF.Functions.ILike(entry.Type, type!, "\\"))
            .WhereIf(user is not null, entry => users.Any(row => row.Id == entry.UserId && EF.Functions.ILike(row.Name, user!, "\\")));
    }

    private static IQueryable<ActivityLogEntry> WhereIf(
        this IQueryable<ActivityLogEntry> entries, bool wanted, Expression<Func<ActivityLogEntry, bool>> condition)
        => wanted ? entries.Where(condition) : entries;

    private static IOrderedQueryable<ActivityLogEntry> Then<TKey>(
        IQueryable<ActivityLogEntry> entries, IOrderedQueryable<ActivityLogEntry>? ordered, Expression<Func<ActivityLogEntry, TKey>> key, bool descending)
        => (ordered, descending) switch
        {
            (null, false) => entries.OrderBy(key),
            (null, true) => entries.OrderByDescending(key),
            (_, false) => ordered.ThenBy(key),
            (_, true) => ordered.ThenByDescending(key),
        };

    private static string? Pattern(string? text)
        => string.IsNullOrEmpty(text)
            ? null
            : '%' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + '%';
}
