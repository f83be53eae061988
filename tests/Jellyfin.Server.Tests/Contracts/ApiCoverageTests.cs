using Jellyfin.Server.Composition;
using Jellyfin.Server.Contracts.Operations;

namespace Jellyfin.Server.Tests.Contracts;

public sealed class ApiCoverageTests
{
    private static readonly OperationTable Table = new();
    private static readonly Lazy<IReadOnlyDictionary<string, string?>> Mapped = new(() => ApiCoverage.Mapped(RouteList.All()));

    [Fact]
    public void The_table_has_every_operation_of_both_versions()
    {
        Assert.Equal(364, Table.All.Count(operation => operation.Versions.Split(',').Contains("12.0")));
        Assert.Equal(388, Table.All.Count(operation => operation.Versions.Split(',').Contains("10.11")));
        Assert.Equal(Table.All.Count, Table.All.DistinctBy(operation => operation.Key).Count());
    }

    [Fact]
    public void The_page_about_coverage_is_not_stale()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "api-coverage.md"));

        Assert.True(page == ApiCoverage.Describe(Table, Mapped.Value), "Run tools/api-coverage and commit docs/api-coverage.md");
    }

    [Fact]
    public void Every_route_of_the_API_has_the_name_of_its_operation()
    {
        var wrong = Table.All
            .Where(operation => !operation.IsHidden && Mapped.Value.TryGetValue(operation.Key, out var name) && !IsNameOf(operation, name))
            .Select(operation => $"{operation.Key} should be {operation.Id}, is {Mapped.Value[operation.Key] ?? "nameless"}");

        Assert.Empty(wrong);
    }

    /// <summary>A route for GET and HEAD together has the name of the first; forms that 12.0 has no more need no name.</summary>
    private static bool IsNameOf(Operation operation, string? name)
        => name == operation.Id
            || (name is null && operation.Versions == "10.11")
            || (operation.Method == "HEAD" && name == "Get" + operation.Id["Head".Length..]);

    [Theory]
    [InlineData("/items/00000000000000000000000000000001/images/primary", "GetItemImage")]
    [InlineData("/Videos/1/hls1/main/0.ts", "GetHlsVideoSegment")]
    [InlineData("/System/Configuration/MetadataOptions/Default", "GetDefaultMetadataOptions")]
    public void A_path_finds_its_operation(string path, string id)
    {
        Assert.Equal(id, Table.At(path).First(operation => operation.Method == "GET").Id);
    }
}
