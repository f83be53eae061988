using Emby.Server.Implementations.Tasks.Maintenance;

namespace Emby.Server.Implementations.Tests.Tasks;

public sealed class OldFilesTests : IDisposable
{
    private static readonly DateTime Limit = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jellyfin-old-files-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_old_goes_and_what_is_newer_or_kept_stays()
    {
        var (old, recent, kept) = (Write("a/old.jpg", -1), Write("a/recent.jpg", 1), Write("kept/old.jpg", -1));

        Assert.Equal(1, OldFiles.Delete(_folder, Limit, entry => entry.Name == "kept", Cancel));

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(recent));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void An_empty_folder_goes_when_it_is_old()
    {
        var (old, recent) = (_folder.CreateSubdirectory("old"), _folder.CreateSubdirectory("recent"));
        old.LastWriteTimeUtc = Limit.AddDays(-1);

        OldFiles.Delete(_folder, Limit, _ => false, Cancel);

        Assert.False(Directory.Exists(old.FullName));
        Assert.True(Directory.Exists(recent.FullName));
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory("jellyfin-outside-");
        var film = Path.Combine(outside.FullName, "film.mkv");
        File.WriteAllText(film, "");
        File.SetLastWriteTimeUtc(film, Limit.AddDays(-1));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), outside.FullName);

        OldFiles.Delete(_folder, Limit, _ => false, Cancel);

        Assert.True(File.Exists(film));
        outside.Delete(recursive: true);
    }

    [Fact]
    public void A_folder_that_is_not_there_has_nothing_old()
        => Assert.Equal(0, OldFiles.Delete(new DirectoryInfo(Path.Combine(_folder.FullName, "missing")), Limit, _ => false, Cancel));

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, int days)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, Limit.AddDays(days));
        return path;
    }
}
