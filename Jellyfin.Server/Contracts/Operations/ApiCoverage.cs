using System.Globalization;
using System.Text;

namespace Jellyfin.Server.Contracts.Operations;

/// <summary>Compares the routes of this server with the API.</summary>
internal static class ApiCoverage
{
    /// <summary>Routes by <see cref="OperationTable.Key"/>, with the endpoint's name or null.</summary>
    public static IReadOnlyDictionary<string, string?> Mapped(IEnumerable<RouteEndpoint> endpoints)
    {
        var mapped = new Dictionary<string, string?>();
        foreach (var endpoint in endpoints)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            {
                var key = OperationTable.Key(method, endpoint.RoutePattern.RawText ?? "");
                mapped[key] = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
            }
        }

        return mapped;
    }

    /// <summary>The page <c>docs/api-coverage.md</c>.</summary>
    public static string Describe(OperationTable table, IReadOnlyDictionary<string, string?> mapped)
    {
        var page = new StringBuilder();
        page.AppendLine("# What of the API is there");
        page.AppendLine();
        page.AppendLine("Written by `tools/api-coverage` from the server's routes; a test fails when it is stale. What is not there answers 501.");
        page.AppendLine();
        page.AppendLine("| Version | operations | there |");
        page.AppendLine("| --- | --- | --- |");
        foreach (var (title, version) in new[] { ("12.0", "12.0"), ("10.11", "10.11"), ("undocumented old forms", "hidden") })
        {
            var operations = table.All.Where(operation => operation.Versions.Split(',').Contains(version)).ToList();
            var there = operations.Count(operation => mapped.ContainsKey(operation.Key));
            page.AppendLine(CultureInfo.InvariantCulture, $"| {title} | {operations.Count} | {there} |");
        }

        foreach (var tag in table.All.GroupBy(operation => operation.Tag).OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            page.AppendLine();
            page.AppendLine(CultureInfo.InvariantCulture, $"## {tag.Key}");
            page.AppendLine();
            page.AppendLine("| | Operation | Name | In |");
            page.AppendLine("| --- | --- | --- | --- |");
            foreach (var operation in tag)
            {
                var versions = operation.Versions.Replace(",", ", ", StringComparison.Ordinal);
                var state = mapped.ContainsKey(operation.Key) ? "yes" : "no";
                page.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {state} | {operation.Method} `{operation.Path}` | {operation.Id} | {versions} |");
            }
        }

        return page.ToString();
    }
}
