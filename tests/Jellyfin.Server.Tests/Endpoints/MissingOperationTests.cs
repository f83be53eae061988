using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Endpoints;

[Collection<PlainServer>]
public sealed class MissingOperationTests(ReplicaFixture server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operation_that_is_not_there_says_so()
    {
        using var response = await server.Client.PostAsync(new Uri("/LiveTv/ListingProviders", UriKind.Relative), content: null, Cancellation);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("AddListingProvider is not part of this server yet.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/NoSuchRoute")]
    [InlineData("/web/nothing.js")]
    [InlineData("/Items/1/2/3/4/5")]
    public async Task An_unknown_route_is_an_empty_404(string path)
    {
        using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Another_method_than_a_route_has_is_405()
    {
        using var response = await server.Client.DeleteAsync(new Uri("/System/Info/Public", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }
}
