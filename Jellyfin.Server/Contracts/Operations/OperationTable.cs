using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Template;

namespace Jellyfin.Server.Contracts.Operations;

/// <summary>Every operation of Jellyfin's HTTP API, whether this server has it or not.</summary>
internal sealed partial class OperationTable
{
    private readonly Lazy<(Operation Operation, TemplateMatcher Matcher)[]> _matchers;

    public OperationTable()
    {
        All = [.. Rows().Select(row => new Operation(row[0], row[1], row[2], row[3], row[4]))];
        _matchers = new(() => [.. All.OrderBy(operation => Parameter().Count(operation.Path)).Select(operation => (operation, Matcher(operation)))]);
    }

    public IReadOnlyList<Operation> All { get; }

    /// <summary>Operations at a path, of any method; those with fewer parameters first.</summary>
    public IEnumerable<Operation> At(PathString path)
        => _matchers.Value.Where(entry => entry.Matcher.TryMatch(path, [])).Select(entry => entry.Operation);

    /// <summary>What two routes have in common that match the same requests.</summary>
    public static string Key(string method, string path) => $"{method} /{Parameter().Replace(path, "{}").Trim('/').ToLowerInvariant()}";

    private static TemplateMatcher Matcher(Operation operation) => new(TemplateParser.Parse(operation.Path), []);

    private static IEnumerable<string[]> Rows()
    {
        using var stream = typeof(OperationTable).Assembly.GetManifestResourceStream("operations.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

/// <param name="Method">HTTP method.</param>
/// <param name="Path">With parameters in braces.</param>
/// <param name="Id">Its name in generated clients.</param>
/// <param name="Tag">The group it is in.</param>
/// <param name="Versions"><c>10.11</c>, <c>12.0</c>, both, or <c>hidden</c>: works in a Jellyfin server but is not in its description.</param>
internal sealed record Operation(string Method, string Path, string Id, string Tag, string Versions)
{
    public string Key => OperationTable.Key(Method, Path);

    public bool IsHidden => Versions == "hidden";
}
