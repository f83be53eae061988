using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Conditions on names of <c>items i</c>.</summary>
internal static class NameSql
{
    public static void Add(SqlConditions sql, NameConditions names)
    {
        foreach (var word in Words(names.SearchTerm))
        {
            sql.Add($"i.search_name LIKE {sql.Parameter($"%{Escape(word)}%")}");
        }

        if (!string.IsNullOrEmpty(names.StartsWith))
        {
            sql.Add($"i.sort_name LIKE {sql.Parameter(Escape(names.StartsWith.ToLowerInvariant()) + "%")}");
        }

        if (!string.IsNullOrEmpty(names.StartsWithOrGreater))
        {
            sql.Add($"i.sort_name >= {sql.Parameter(names.StartsWithOrGreater.ToLowerInvariant())}");
        }

        if (!string.IsNullOrEmpty(names.LessThan))
        {
            sql.Add($"i.sort_name < {sql.Parameter(names.LessThan.ToLowerInvariant())}");
        }
    }

    /// <summary>Best matches first: the name itself, names that begin with the term, the rest.</summary>
    public static string Rank(SqlConditions sql, string searchTerm)
    {
        var term = SearchNames.Of(searchTerm);
        return $"(i.search_name = {sql.Parameter(term)}) DESC, (i.search_name LIKE {sql.Parameter(Escape(term) + "%")}) DESC, i.sort_name";
    }

    /// <summary>Nothing to search for finds nothing.</summary>
    private static string[] Words(string? searchTerm)
    {
        if (string.IsNullOrWhiteSpace(searchTerm))
        {
            return [];
        }

        var words = SearchNames.Of(searchTerm).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? words : ["\u0001"];
    }

    private static string Escape(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
