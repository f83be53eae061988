using Emby.Server.Implementations.Images;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Images;

public sealed class ImageServiceTests : IDisposable
{
    private readonly TestPictures _pictures = new();
    private readonly List<ImageEncoder> _encoders = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _encoders.ForEach(encoder => encoder.Dispose());
        _pictures.Dispose();
    }

    [Fact]
    public async Task A_picture_is_sent_as_it_is_when_ffmpeg_is_missing()
    {
        var path = await _pictures.MakeAsync("poster.png", 60, 40, Token);

        var ready = await SendAsync(Service("/nonexistent/ffmpeg"), path, new ImageRequest { Width = 20 });

        Assert.Equal(new ReadyImage(path, "image/png"), ready);
    }

    [Fact]
    public async Task A_broken_picture_is_sent_as_it_is()
    {
        var whole = await File.ReadAllBytesAsync(await _pictures.MakeAsync("whole.png", 300, 200, Token), Token);
        var path = Path.Combine(_pictures.Directory, "broken.png");
        await File.WriteAllBytesAsync(path, whole[..40], Token);

        Assert.Equal(new ReadyImage(path, "image/png"), await SendAsync(Service("ffmpeg"), path, new ImageRequest { Width = 20 }));
    }

    [Fact]
    public async Task Content_that_a_browser_might_run_is_not_called_a_picture()
    {
        var path = await _pictures.WriteAsync("poster.svg", "<svg onload='alert(1)'/>", Token);

        Assert.Equal(new ReadyImage(path, "application/octet-stream"), await SendAsync(Service("ffmpeg"), path, new ImageRequest { Width = 20 }));
    }

    [Fact]
    public async Task A_changed_file_has_another_key_and_is_made_again()
    {
        var path = await _pictures.MakeAsync("poster.jpg", 60, 40, Token);
        var request = new ImageRequest { Width = 20 };
        var before = await ImageService.PlanAsync(Image(path), request, Token);

        await _pictures.MakeAsync("poster.jpg", 90, 40, Token);
        var after = await ImageService.PlanAsync(Image(path), request, Token);

        Assert.NotEqual(before!.Key, after!.Key);
        Assert.Null(await ImageService.PlanAsync(Image(path + ".gone"), request, Token));
    }

    private static async Task<ReadyImage> SendAsync(ImageService service, string path, ImageRequest request)
        => await service.MakeAsync((await ImageService.PlanAsync(Image(path), request, Token))!, Token);

    private static ItemImage Image(string path) => new(ImageType.Primary, path, "tag", 0, 0, null);

    private ImageService Service(string ffmpeg)
    {
        var encoder = new ImageEncoder(
            Options.Create(new FfmpegOptions { Path = ffmpeg }),
            Options.Create(new ImageOptions()),
            new DefaultConfiguration(),
            NullLogger<ImageEncoder>.Instance);
        _encoders.Add(encoder);
        var cache = new ImageCache(Options.Create(new PathOptions { Cache = _pictures.Directory }), TimeProvider.System);
        return new ImageService(cache, encoder);
    }

    private sealed class DefaultConfiguration : IConfigurationStore
    {
        public ValueTask<T> GetAsync<T>(string key, CancellationToken cancellationToken)
            where T : class, new()
            => ValueTask.FromResult(new T());

        public Task SaveAsync<T>(string key, T value, CancellationToken cancellationToken)
            where T : class
            => throw new NotSupportedException();

        public Task<T> UpdateAsync<T>(string key, Func<T, T> change, CancellationToken cancellationToken)
            where T : class, new()
            => throw new NotSupportedException();
    }
}
