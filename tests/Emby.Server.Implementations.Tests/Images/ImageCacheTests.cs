using Emby.Server.Implementations.Images;
using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Images;

public sealed class ImageCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jellyfin-cache-").FullName;
    private readonly ImageCache _cache;

    public ImageCacheTests() => _cache = new ImageCache(Options.Create(new PathOptions { Cache = _folder }), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_many_ask_for_at_once_is_made_once()
    {
        var made = 0;
        var gate = new TaskCompletionSource<byte[]?>();
        Task<byte[]?> MakeAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref made);
            return gate.Task;
        }

        var waiting = Enumerable.Range(0, 10).Select(_ => _cache.GetAsync("abcd", ".jpg", MakeAsync, Token)).ToList();
        gate.SetResult([1, 2, 3]);
        var paths = await Task.WhenAll(waiting);
        await _cache.GetAsync("abcd", ".jpg", MakeAsync, Token);

        Assert.Equal(1, made);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Assert.Single(paths.Distinct())!, Token));
    }

    [Fact]
    public async Task Who_goes_away_does_not_stop_it_for_the_others()
    {
        var gate = new TaskCompletionSource<byte[]?>();
        using var impatient = new CancellationTokenSource();
        var first = _cache.GetAsync("abcd", ".jpg", _ => gate.Task, impatient.Token);
        var second = _cache.GetAsync("abcd", ".jpg", _ => gate.Task, Token);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult([1]);

        Assert.NotNull(await second);
    }

    [Fact]
    public async Task What_cannot_be_made_is_tried_again_the_next_time()
    {
        Assert.Null(await _cache.GetAsync("abcd", ".jpg", _ => Task.FromResult<byte[]?>(null), Token));
        Assert.NotNull(await _cache.GetAsync("abcd", ".jpg", _ => Task.FromResult<byte[]?>([1]), Token));
    }

    [Fact]
    public async Task The_least_recently_used_pictures_go_when_the_limit_is_passed()
    {
        var names = Enumerable.Range(0, 10).Select(number => $"ab{number:00}").ToList();
        foreach (var name in names)
        {
            var path = await _cache.GetAsync(name, ".jpg", _ => Task.FromResult<byte[]?>(new byte[300_000]), Token);
            File.SetLastWriteTimeUtc(path!, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-20 + names.IndexOf(name)));
        }

        await _cache.GetAsync(names[0], ".jpg", _ => throw new InvalidOperationException("It is there."), Token);
        using var cleaner = new ImageCacheCleaner(
            _cache, Options.Create(new ImageOptions { CacheSize = 1_500_000 }), TimeProvider.System, NullLogger<ImageCacheCleaner>.Instance);
        cleaner.Clean();

        var left = Directory.EnumerateFiles(_cache.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(["ab00", "ab07", "ab08", "ab09"], left);
    }
}
