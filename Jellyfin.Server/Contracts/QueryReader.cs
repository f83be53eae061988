using System.Globalization;

namespace Jellyfin.Server.Contracts;

/// <summary>
/// The query string of list operations, which share dozens of parameters. Names compare without case. Of lists, what does not parse is
/// dropped; a single value that does not parse is 400.
/// </summary>
public sealed class QueryReader(IQueryCollection query)
{
    public static ValueTask<QueryReader?> BindAsync(HttpContext context) => ValueTask.FromResult<QueryReader?>(new QueryReader(context.Request.Query));

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public bool? Flag(string name) => Parse<bool>(name, text => bool.TryParse(text, out var value) ? value : null);

    public bool Flag(string name, bool otherwise) => Flag(name) ?? otherwise;

    /// <summary>An empty id is none.</summary>
    public Guid? Id(string name)
        => Parse<Guid>(name, text => Guid.TryParse(text, out var value) ? value : null) is { } id && id != Guid.Empty ? id : null;

    public int? Number(string name)
        => Parse<int>(name, text => int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null);

    public float? Decimal(string name)
        => Parse<float>(name, text => float.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null);

    public DateTimeOffset? Time(string name)
        => Parse<DateTimeOffset>(name, text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null);

    public IReadOnlyList<T> Members<T>(string name)
        where T : struct, Enum
        => [.. Split(name, ',').Where(text => Enum.TryParse<T>(text, ignoreCase: true, out var member) && Enum.IsDefined(member))
            .Select(text => Enum.Parse<T>(text, ignoreCase: true))];

    public IReadOnlyList<Guid> Ids(string name) => [.. Split(name, ',').Where(text => Guid.TryParse(text, out _)).Select(Guid.Parse)];

    public IReadOnlyList<int> Numbers(string name)
        => [.. Split(name, ',').Where(text => int.TryParse(text, CultureInfo.InvariantCulture, out _)).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    /// <summary>Names may contain commas: one value is split at <c>|</c>.</summary>
    public IReadOnlyList<string> Names(string name) => [.. Split(name, '|')];

    public IReadOnlyList<string> Words(string name) => [.. Split(name, ',')];

    private IEnumerable<string> Split(string name, char separator)
    {
        var values = query[name];
        IEnumerable<string?> parts = values.Count == 1 ? values[0]!.Split(separator) : values;
        return parts.Select(part => part?.Trim() ?? "").Where(part => part.Length > 0);
    }

    private T? Parse<T>(string name, Func<string, T?> parse)
        where T : struct
        => Text(name) is { } text
            ? parse(text) ?? throw new BadHttpRequestException($"Failed to bind parameter \"{typeof(T).Name} {name}\" from \"{text}\".")
            : null;
}
