using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Cluster;
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
        var folders = new TranscodeFolders(
            Options.Create(new PathOptions { Transcodes = _root.FullName }),
            Options.Create(new TranscodeOptions()),
            new OneReplica(),
            NullLogger<TranscodeFolders>.Instance);
        var (left, used, recent) = (Create("left"), Create("used"), Create("recent"));
        var limit = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1);
        Directory.SetLastWriteTimeUtc(left, limit.AddHours(-1));
        Directory.SetLastWriteTimeUtc(used, limit.AddHours(-1));

        folders.RemoveUnused(new HashSet<string> { used }, limit);

        Assert.Equal((false, true, true), (Directory.Exists(left), Directory.Exists(used), Directory.Exists(recent)));

        string Create(string job) => Directory.CreateDirectory(folders.PathOf(job)).FullName;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private sealed class OneReplica : IReplicaRegistry
    {
        public ReplicaIdentity Self { get; } = new("a", "1", "http://localhost", "1.0");

        public Task<IReadOnlyList<ReplicaStatus>> ListAsync(CancellationToken cancellationToken)
            => Task.FromResult<IReadOnlyList<ReplicaStatus>>([new ReplicaStatus(Self, default, true, false)]);
    }
}
