using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Activity;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<PlainServer>]
public sealed class ActivityLogTests(ReplicaFixture server) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2020, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(server.Database).Options);
        await context.ActivityLog.ExecuteDeleteAsync(Cancel);
        context.ActivityLog.AddRange(
            new ActivityLogEntry { Name = "100% done", Type = "A", Date = Noon, ShortOverview = "short", Severity = "Error" },
            new ActivityLogEntry { Name = "1000 done", Type = "B", Date = Noon.AddHours(1), UserId = server.UserId },
            new ActivityLogEntry { Name = "begun", Type = "B", Date = Noon.AddHours(2), ItemId = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).ToString("N") });
        await context.SaveChangesAsync(Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("", "begun,1000 done,100% done")]
    [InlineData("?limit=1&startIndex=1", "1000 done")]
    [InlineData("?hasUserId=true", "1000 done")]
    [InlineData("?hasUserId=false", "begun,100% done")]
    [InlineData("?minDate=2020-01-01T13:00:00Z", "begun,1000 done")]
    [InlineData("?maxDate=2020-01-01T13:00:00Z", "1000 done,100% done")]
    [InlineData("?name=100%25", "100% done")]
    [InlineData("?name=DONE", "1000 done,100% done")]
    [InlineData("?type=b&sortBy=Name&sortOrder=Descending", "begun,1000 done")]
    [InlineData("?sortBy=Type&sortBy=DateCreated&sortOrder=Descending&sortOrder=Ascending", "1000 done,begun,100% done")]
    [InlineData("?username=ADMIN", "1000 done")]
    [InlineData("?severity=Error", "100% done")]
    [InlineData("?shortOverview=hor", "100% done")]
    [InlineData("?overview=x", "")]
    [InlineData("?itemId=00000001000200030405060708090a0b", "begun")]
    public async Task Entries_are_filtered_sorted_and_paged(string query, string expected)
    {
        var page = await server.Client.GetFromJsonAsync<JsonElement>("/System/ActivityLog/Entries" + query, Cancel);

        Assert.Equal(expected, string.Join(',', page.GetProperty("Items").EnumerateArray().Select(entry => entry.GetProperty("Name").GetString())));
    }

    [Fact]
    public async Task An_entry_has_the_fields_of_jellyfin()
    {
        var page = await server.Client.GetFromJsonAsync<JsonElement>("/System/ActivityLog/Entries?limit=1&startIndex=2", Cancel);

        Assert.Equal(3, page.GetProperty("TotalRecordCount").GetInt32());
        Assert.Equal(2, page.GetProperty("StartIndex").GetInt32());
        var entry = page.GetProperty("Items")[0];
        Assert.Equal(
            ["Id", "Name", "ShortOverview", "Type", "Date", "UserId", "Severity"], entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal("00000000000000000000000000000000", entry.GetProperty("UserId").GetString());
    }
}
