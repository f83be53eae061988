using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>The same conditions as <see cref="NameSql"/>, on names that have no row.</summary>
internal static class NameFilter
{
    public static IEnumerable<Item> Apply(IEnumerable<Item> names, NameConditions conditions)
    {
        if (!string.IsNullOrWhiteSpace(conditions.SearchTerm))
        {
            var term = SearchNames.Of(conditions.SearchTerm);
            names = names.Where(item => item.SearchName.Contains(term, StringComparison.Ordinal));
        }

        if (!string.IsNullOrEmpty(conditions.StartsWith))
        {
            names = names.Where(item => item.SortName.StartsWith(conditions.StartsWith, StringComparison.OrdinalIgnoreCase));
        }

        if (!string.IsNullOrEmpty(conditions.StartsWithOrGreater))
        {
            names = names.Where(item => string.CompareOrdinal(item.SortName, conditions.StartsWithOrGreater.ToLowerInvariant()) >= 0);
        }

        if (!string.IsNullOrEmpty(conditions.LessThan))
        {
            names = names.Where(item => string.CompareOrdinal(item.SortName, conditions.LessThan.ToLowerInvariant()) < 0);
        }

        return names;
    }
}
