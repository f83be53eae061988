using System.Net;
using System.Net.Http.Headers;

namespace Jellyfin.Server.Tests.Endpoints;

public sealed class ImageEditTests(PictureFixture server) : IClassFixture<PictureFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Base => $"/Items/{server.FilmId}/Images/";

    [Fact]
    public async Task Pictures_are_added_exchanged_and_removed()
    {
        Assert.Equal(HttpStatusCode.NoContent, await UploadAsync(Base + "Thumb", "thumb.png", 80, 45));
        Assert.Equal(("png", 80, 45), await GetAsync(Base + "Thumb"));

        Assert.Equal(HttpStatusCode.NoContent, await UploadAsync(Base + "Thumb", "better.jpg", 160, 90));
        Assert.Equal(("mjpeg", 160, 90), await GetAsync(Base + "Thumb"));

        using var moved = await server.Client.PostAsync(new Uri(Base + "Backdrop/0/Index?newIndex=1", UriKind.Relative), content: null, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        Assert.Equal(("mjpeg", 320, 180), await GetAsync(Base + "Backdrop/0"));

        using var removed = await server.Client.DeleteAsync(new Uri(Base + "Backdrop/0", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(("png", 640, 360), await GetAsync(Base + "Backdrop/0"));
        Assert.True(File.Exists(Path.Combine(server.Folder, "two.jpg")), "a picture beside the media belongs to its owner");

        using var gone = await server.Client.DeleteAsync(new Uri(Base + "Backdrop/1", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("image/png", "bm8gcGljdHVyZQ==")]
    [InlineData("image/png", "%%%")]
    [InlineData("text/plain", "iVBORw0KGgo=")]
    public async Task What_is_no_picture_is_refused(string contentType, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var response = await server.Client.PostAsync(new Uri(Base + "Disc", UriKind.Relative), content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_user_has_a_picture_that_anybody_sees()
    {
        var address = $"/Users/{server.UserId:N}/Images/Primary";
        using var before = await server.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, await UploadAsync($"/UserImage?userId={server.UserId}", "me.png", 64, 64));

        using var anybody = server.Replicas[0].CreateClient(token: null);
        Assert.Equal(("png", 32, 32), await server.ProbeAsync(await anybody.GetByteArrayAsync(new Uri(address + "?width=32", UriKind.Relative), Cancellation)));

        using var removed = await server.Client.DeleteAsync(new Uri("/UserImage", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var after = await anybody.GetAsync(new Uri($"/UserImage?userId={server.UserId}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task The_log_in_page_has_a_picture_once_it_is_uploaded()
    {
        using var before = await server.Client.GetAsync(new Uri("/Branding/Splashscreen", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, await UploadAsync("/Branding/Splashscreen", "splash.jpg", 96, 54));

        Assert.Equal(("mjpeg", 96, 54), await GetAsync("/Branding/Splashscreen"));
    }

    [Fact]
    public async Task Only_administrators_change_pictures()
    {
        using var anybody = server.Replicas[0].CreateClient(token: null);
        using var response = await anybody.DeleteAsync(new Uri(Base + "Primary", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<HttpStatusCode> UploadAsync(string address, string name, int width, int height)
    {
        var file = await PictureFixture.MakeAsync(server.Folder, name, width, height);
        using var content = new StringContent(Convert.ToBase64String(await File.ReadAllBytesAsync(file, Cancellation)));
        content.Headers.ContentType = new MediaTypeHeaderValue("image/" + Path.GetExtension(name)[1..].Replace("jpg", "jpeg", StringComparison.Ordinal));
        using var response = await server.Client.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation);
        return response.StatusCode;
    }

    private async Task<(string Codec, int Width, int Height)> GetAsync(string address)
        => await server.ProbeAsync(await server.Client.GetByteArrayAsync(new Uri(address, UriKind.Relative), Cancellation));
}
