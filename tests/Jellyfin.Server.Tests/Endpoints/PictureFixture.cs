using System.Diagnostics;
using System.Globalization;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Endpoints;

/// <summary>A server whose library has one film with real pictures.</summary>
public sealed class PictureFixture(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis), IAsyncLifetime
{
    public Guid FilmId { get; } = Guid.NewGuid();

    public string Folder { get; } = Directory.CreateTempSubdirectory("jellyfin-pictures-").FullName;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var poster = await MakeAsync(Folder, "poster.jpg", 400, 600);
        var backdrops = new[] { await MakeAsync(Folder, "one.png", 640, 360), await MakeAsync(Folder, "two.jpg", 320, 180) };
        var options = new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(Database + ";Pooling=false").Options;
        await using var context = new JellyfinDbContext(options);
        context.Add(new Item
        {
            Id = FilmId,
            Kind = BaseItemKind.Movie,
            Name = "Film",
            SortName = "film",
            SearchName = "film",
            Images =
            [
                new ItemImage(ImageType.Primary, poster, "2c58ebca4fc48dd6015f48bd5fdcb598", 400, 600, "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                new ItemImage(ImageType.Backdrop, backdrops[0], "afe368e3a3106a5d7a2b11d641198a38", 640, 360, null),
                new ItemImage(ImageType.Backdrop, backdrops[1], "bfe368e3a3106a5d7a2b11d641198a38", 320, 180, null),
                new ItemImage(ImageType.Logo, Path.Combine(Folder, "gone.png"), "cfe368e3a3106a5d7a2b11d641198a38", 1, 1, null),
            ],
        });
        await context.SaveChangesAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public static async Task<string> MakeAsync(string folder, string name, int width, int height)
    {
        var path = Path.Combine(folder, name);
        await RunAsync("ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", $"testsrc=size={width}x{height}", "-frames:v", "1", "-update", "1", path);
        return path;
    }

    /// <summary>Codec and size of a picture, as ffprobe sees it.</summary>
    public async Task<(string Codec, int Width, int Height)> ProbeAsync(byte[] content)
    {
        var path = Path.Combine(Folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, content);
        var output = await RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", path);
        var parts = output.Trim().Split(',');
        return (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
