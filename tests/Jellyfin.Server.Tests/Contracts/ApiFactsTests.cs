using System.Text.Json;
using Jellyfin.Server.Composition;
using Jellyfin.Server.Contracts.Operations;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Jellyfin.Server.Tests.Contracts;

public sealed class ApiFactsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12.0.0", "12.0")]
    [InlineData("10.11.11", "10.11")]
    public async Task The_table_has_what_the_description_has(string file, string version)
    {
        if (await ApiFacts.DescriptionAsync(file, Cancellation) is not { } description)
        {
            return;
        }

        var described = Operations(description).Select(operation => (operation.Key, operation.Id));
        var known = new OperationTable().All.Where(operation => operation.Versions.Split(',').Contains(version)).Select(operation => (operation.Key, operation.Id));

        Assert.Equal(described.Order(), known.Order());
    }

    [Fact]
    public async Task Answers_have_the_fields_and_types_of_the_description()
    {
        if (await ApiFacts.DescriptionAsync("12.0.0", Cancellation) is not { } description)
        {
            return;
        }

        var schemas = Operations(description).ToDictionary(operation => operation.Key, operation => operation.Schema);
        var comparison = new SchemaComparison(description);
        foreach (var endpoint in RouteList.All())
        {
            var type = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(answer => answer.StatusCode == 200)?.Type;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            {
                var key = OperationTable.Key(method, endpoint.RoutePattern.RawText ?? "");
                if (type is not null && type != typeof(void) && schemas.TryGetValue(key, out var schema) && schema is { } found)
                {
                    comparison.Compare(type, found, key);
                }
            }
        }

        Assert.Empty(comparison.Differences);
    }

    private static IEnumerable<(string Key, string Id, JsonElement? Schema)> Operations(JsonElement description)
        => from path in description.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           where method.Value.TryGetProperty("operationId", out _)
           select (
               OperationTable.Key(method.Name.ToUpperInvariant(), path.Name),
               method.Value.GetProperty("operationId").GetString()!,
               SchemaOf(method.Value));

    private static JsonElement? SchemaOf(JsonElement operation)
        => operation.GetProperty("responses").TryGetProperty("200", out var answer)
            && answer.TryGetProperty("content", out var content)
            && content.TryGetProperty("application/json", out var json)
                ? json.GetProperty("schema")
                : null;
}
