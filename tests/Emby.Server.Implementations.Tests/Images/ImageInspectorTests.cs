using Emby.Server.Implementations.Images;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Images;

public sealed class ImageInspectorTests : IDisposable
{
    private readonly TestPictures _pictures = new();
    private readonly ImageInspector _inspector = new(Options.Create(new FfmpegOptions()), NullLogger<ImageInspector>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _pictures.Dispose();

    [Theory]
    [InlineData("poster.jpg")]
    [InlineData("poster.png")]
    [InlineData("poster.webp")]
    [InlineData("poster.gif")]
    [InlineData("poster.bmp")]
    public async Task Size_and_hash_are_found_in_every_format(string name)
    {
        var path = await _pictures.MakeAsync(name, 322, 482, Token);

        var facts = await _inspector.InspectAsync(path, Token);

        Assert.NotNull(facts);
        Assert.Equal((322, 482), (facts.Width, facts.Height));
        Assert.Equal(4 + (2 * 4 * 5), facts.BlurHash!.Length);
    }

    [Fact]
    public async Task The_content_counts_and_not_the_name()
    {
        var png = await _pictures.MakeAsync("a.png", 64, 32, Token);
        var misnamed = Path.Combine(_pictures.Directory, "%03d weird 'name;.jpg");
        File.Move(png, misnamed);

        var facts = await _inspector.InspectAsync(misnamed, Token);

        Assert.Equal((64, 32), (facts!.Width, facts.Height));
        Assert.NotNull(facts.BlurHash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public async Task What_is_no_picture_is_nothing(string content)
    {
        var path = await _pictures.WriteAsync("fake.jpg", content, Token);

        Assert.Null(await _inspector.InspectAsync(path, Token));
        Assert.Null(await _inspector.InspectAsync(path + ".missing", Token));
    }

    [Fact]
    public async Task A_picture_that_ends_too_early_has_a_size_but_maybe_no_hash()
    {
        var path = await _pictures.MakeAsync("whole.png", 300, 200, Token);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        await File.WriteAllBytesAsync(path, bytes[..40], Token);

        Assert.Equal((300, 200, null), await _inspector.InspectAsync(path, Token) is { } facts ? (facts.Width, facts.Height, facts.BlurHash) : default);
    }
}
