using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Tasks;

public sealed class TranscodeFoldersTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("jellyfin-transcodes-");

    [Fact]
    public void Only_folders_that_no_stream_uses_and_that_are_old_go()
    {
        var folders = Folders(new TranscodeOptions());
        var (left, used, recent) = (Create("left"), Create("used"), Create("recent"));
        var limit = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1);
        Directory.SetLastWriteTimeUtc(left, limit.AddHours(-1));
        Directory.SetLastWriteTimeUtc(used, limit.AddHours(-1));

        folders.RemoveUnused(new HashSet<string> { used }, limit);

        Assert.Equal((false, true, true), (Directory.Exists(left), Directory.Exists(used), Directory.Exists(recent)));

        string Create(string job) => Directory.CreateDirectory(folders.PathOf(job)).FullName;
    }

    [Theory]
    [InlineData(0, 0, false, false, false)]
    [InlineData(1000, 0, true, false, false)]
    [InlineData(1001, 0, false, false, false)]
    [InlineData(0, 1200, true, true, true)]
    [InlineData(0, 1201, false, false, false)]
    public void A_stream_is_over_its_quota_or_all_are_over_theirs(long stream, long total, bool largeIsOver, bool smallIsOver, bool isUsedUp)
    {
        var options = new TranscodeOptions { StreamQuota = stream, TotalQuota = total };
        var folders = Folders(options);
        var (large, small) = (Create("large", 600, 400), Create("small", 200));
        File.CreateSymbolicLink(Path.Combine(small, "source.mkv"), Path.Combine(large, "0.ts"));

        var quota = new SegmentQuota(folders, Options.Create(options), TimeProvider.System);

        Assert.Equal((largeIsOver, smallIsOver, isUsedUp), (quota.IsExceeded(large), quota.IsExceeded(small), quota.IsUsedUp));

        string Create(string job, params int[] files)
        {
            var run = Directory.CreateDirectory(Path.Combine(folders.PathOf(job), "1")).FullName;
            for (var file = 0; file < files.Length; file++)
            {
                File.WriteAllBytes(Path.Combine(run, $"{file}.ts"), new byte[files[file]]);
            }

            return folders.PathOf(job);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private TranscodeFolders Folders(TranscodeOptions options) => new(
        Options.Create(new PathOptions { Transcodes = _root.FullName }), Options.Create(options), new OneReplica(), NullLogger<TranscodeFolders>.Instance);
}
