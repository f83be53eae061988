using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class ImageTests(PictureFixture server) : IClassFixture<PictureFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Base => $"/Items/{server.FilmId}/Images/";

    [Theory]
    [InlineData("Primary", "mjpeg", 400, 600)]
    [InlineData("primary?fillWidth=100&fillHeight=100", "mjpeg", 100, 150)]
    [InlineData("PRIMARY?MaxWidth=200&format=webp", "webp", 200, 300)]
    [InlineData("Primary?maxHeight=60&quality=20&format=jpeg", "mjpeg", 40, 60)]
    [InlineData("Primary?width=30", "mjpeg", 30, 45)]
    [InlineData("Primary?width=2147483647&height=2147483647&maxWidth=-1", "mjpeg", 400, 600)]
    [InlineData("Primary?width=1", "mjpeg", 1, 2)]
    [InlineData("Primary?format=png&fillWidth=0", "png", 400, 600)]
    [InlineData("Backdrop?maxWidth=320", "png", 320, 180)]
    [InlineData("Backdrop/1", "mjpeg", 320, 180)]
    [InlineData("Backdrop?imageIndex=1", "mjpeg", 320, 180)]
    [InlineData("Backdrop/0/tag/jpg/100/100/0/0", "mjpeg", 100, 56)]
    public async Task A_picture_has_the_size_and_format_that_were_asked_for(string path, string codec, int width, int height)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };

        var content = await client.GetByteArrayAsync(new Uri(Base + path, UriKind.Relative), Cancellation);

        Assert.Equal((codec, width, height), await server.ProbeAsync(content));
    }

    [Fact]
    public async Task A_browser_that_knows_webp_gets_webp()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Base + "Primary?maxWidth=50");
        request.Headers.TryAddWithoutValidation("Accept", "image/avif,image/webp,image/apng,*/*;q=0.8");
        using var response = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal("image/webp", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["Accept"], response.Headers.Vary);
    }

    [Fact]
    public async Task A_known_picture_is_not_sent_again()
    {
        using var first = await server.Client.GetAsync(new Uri(Base + "Primary?maxWidth=77&tag=x", UriKind.Relative), Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, Base + "Primary?maxWidth=77&tag=x");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await server.Client.SendAsync(request, Cancellation);
        using var dated = new HttpRequestMessage(HttpMethod.Get, Base + "Primary?maxWidth=77");
        dated.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        using var byDate = await server.Client.SendAsync(dated, Cancellation);

        Assert.Equal("public, max-age=31536000, immutable", first.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, byDate.StatusCode);
    }

    [Theory]
    [InlineData("Backdrop/2", HttpStatusCode.NotFound)]
    [InlineData("Backdrop/-1", HttpStatusCode.NotFound)]
    [InlineData("Thumb", HttpStatusCode.NotFound)]
    [InlineData("Logo", HttpStatusCode.NotFound)]
    [InlineData("Chapter/0", HttpStatusCode.NotFound)]
    [InlineData("Nonsense", HttpStatusCode.BadRequest)]
    [InlineData("Primary?width=abc", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_not_answered_with_a_picture(string path, HttpStatusCode expected)
    {
        using var response = await server.Client.GetAsync(new Uri(Base + path, UriKind.Relative), Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Head_has_the_same_headers_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Base + "Primary");
        using var head = await server.Client.SendAsync(request, Cancellation);
        using var get = await server.Client.GetAsync(new Uri(Base + "Primary", UriKind.Relative), Cancellation);

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_the_same_picture()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            server.Client.GetByteArrayAsync(new Uri(Base + "Primary?maxWidth=123", UriKind.Relative), Cancellation)));

        Assert.All(all, content => Assert.Equal(all[0], content));
        Assert.Equal(("mjpeg", 123, 185), await server.ProbeAsync(all[0]));
    }

    [Fact]
    public async Task Pictures_are_listed_with_what_is_known_of_them()
    {
        var list = await server.Client.GetFromJsonAsync<JsonElement>($"/Items/{server.FilmId:N}/Images", Cancellation);

        Assert.Equal(["Primary", "Logo", "Backdrop", "Backdrop"], list.EnumerateArray().Select(image => image.GetProperty("ImageType").GetString()));
        Assert.Equal(
            ["ImageType", "ImageTag", "Path", "BlurHash", "Height", "Width", "Size"], list[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, list[3].GetProperty("ImageIndex").GetInt32());
    }
}
