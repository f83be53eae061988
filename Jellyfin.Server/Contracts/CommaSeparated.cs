using System.ComponentModel;
using System.Reflection;

namespace Jellyfin.Server.Contracts;

/// <summary>
/// A list in the query string. One value is split at commas; several (<c>fields=A&amp;fields=B</c>) are taken as they are.
/// What does not parse is dropped, as newer clients send names that this server does not know.
/// </summary>
public sealed class CommaSeparated<T> : List<T>
{
    private static readonly TypeConverter Converter = TypeDescriptor.GetConverter(typeof(T));

    public static ValueTask<CommaSeparated<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
        => ValueTask.FromResult(DelimitedQuery.Read<CommaSeparated<T>, T>(context, parameter, ',', Add));

    internal static void Add(ICollection<T> list, string text)
    {
        if (typeof(T).IsEnum)
        {
            if (Enum.TryParse(typeof(T), text, ignoreCase: true, out var member) && Enum.IsDefined(typeof(T), member))
            {
                list.Add((T)member);
            }
        }
        else if (text.Length > 0 && Converter.IsValid(text))
        {
            list.Add((T)Converter.ConvertFromInvariantString(text)!);
        }
    }
}

/// <summary>Like <see cref="CommaSeparated{T}"/>, for names, which may contain commas: one value is split at <c>|</c>.</summary>
public sealed class PipeSeparated : List<string>
{
    public static ValueTask<PipeSeparated?> BindAsync(HttpContext context, ParameterInfo parameter)
        => ValueTask.FromResult(DelimitedQuery.Read<PipeSeparated, string>(context, parameter, '|', CommaSeparated<string>.Add));
}

internal static class DelimitedQuery
{
    /// <summary>Returns null when the parameter is not in the query string.</summary>
    public static TList? Read<TList, T>(HttpContext context, ParameterInfo parameter, char delimiter, Action<ICollection<T>, string> add)
        where TList : class, ICollection<T>, new()
    {
        var values = context.Request.Query[parameter.Name!];
        if (values.Count == 0)
        {
            return null;
        }

        var list = new TList();
        IEnumerable<string?> parts = values.Count == 1 ? values[0]!.Split(delimiter) : values;
        foreach (var part in parts)
        {
            add(list, part?.Trim() ?? "");
        }

        return list;
    }
}
