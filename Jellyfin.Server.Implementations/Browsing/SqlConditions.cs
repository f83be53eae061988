using System.Globalization;
using Jellyfin.Server.Implementations.Database;
using Npgsql;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>A growing WHERE clause. Values only ever get in as parameters.</summary>
internal sealed class SqlConditions
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];

    public string Where => _conditions.Count == 0 ? "TRUE" : string.Join(" AND ", _conditions);

    /// <summary>The same for the same conditions with the same values.</summary>
    public string Key => Where + "\n" + string.Join('\n', _values.Select(value => value is Array list ? string.Join(',', list.Cast<object>()) : value.ToString()));

    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>Returns the placeholder of a value.</summary>
    public string Parameter(object value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    public async Task<List<T>> ListAsync<T>(NpgsqlDataSource database, string text, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
        => await database.ListAsync(text, map, cancellationToken, [.. _values]);

    /// <summary>Conditions for an inner statement: their parameters count on, the text is returned.</summary>
    public string Nested(Action<SqlConditions> add)
    {
        var before = _conditions.Count;
        add(this);
        var inner = string.Join(" AND ", _conditions.Skip(before));
        _conditions.RemoveRange(before, _conditions.Count - before);
        return inner.Length == 0 ? "TRUE" : inner;
    }

    /// <summary>Adds <c>condition</c> or its opposite; null adds nothing. A condition that is neither true nor false counts as false.</summary>
    public void AddIf(bool? wanted, Func<string> condition)
    {
        if (wanted is { } value)
        {
            Add($"({condition()}) IS {(value ? "TRUE" : "NOT TRUE")}");
        }
    }
}
