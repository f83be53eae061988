using System.Net.Http.Headers;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Contracts;

/// <summary>An answer whose length is known is sent in one piece: no replica dies in the middle of it.</summary>
[Collection<PlainServer>]
public sealed class JsonAnswerTests(ReplicaFixture server)
{
    /// <summary>More than Kestrel keeps before it sends.</summary>
    private const int Long = 65_536;

    [Theory]
    [InlineData("/System/Info/Public", 1)]
    [InlineData("/Users", 1)]
    [InlineData("/Localization/Countries", 1)]
    [InlineData("/Localization/Cultures", Long)]
    public async Task Every_JSON_answer_says_how_long_it_is(string path, int atLeast)
    {
        using var response = await SendAsync(path, null);

        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.InRange(body.Length, atLeast, int.MaxValue);
        Assert.Equal(("application/json", "utf-8"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentType?.CharSet));
        Assert.Equal((body.Length, null), (response.Content.Headers.ContentLength, response.Headers.TransferEncodingChunked));
    }

    [Fact]
    public async Task Letters_are_not_escaped()
    {
        using var response = await SendAsync("/Localization/Countries", null);

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Réunion", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_length_is_right_in_camel_case_too()
    {
        using var response = await SendAsync("/System/Info/Public", "application/json; profile=\"CamelCase\"");

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"localAddress\"", body, StringComparison.Ordinal);
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_problem_keeps_its_type()
    {
        using var response = await SendAsync("/LiveTv/ChannelMappingOptions", null);

        Assert.Equal((501, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (accept is not null)
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        }

        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
