using System.Globalization;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>One replica with a small disk of its own for ffmpeg.</summary>
public sealed class SmallDiskFixture(PostgresFixture postgres, RedisFixture redis) : StreamingFixture(postgres, redis)
{
    public const int MinFreeSpace = 16 * 1024 * 1024;
    private const string Size = "20m";

    private bool _isMounted;

    public long FreeSpace => new DriveInfo(Disk).AvailableFreeSpace;

    protected override int ReplicaCount => 1;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Transcoding__Preset"] = "ultrafast",
        ["Transcoding__IdleTimeout"] = "00:00:30",
        ["Transcoding__RunAhead"] = "00:10:00",
        ["Transcoding__KeepBehind"] = "00:00:06",
        ["Transcoding__MinFreeSpace"] = MinFreeSpace.ToString(CultureInfo.InvariantCulture),
    };

    private string Disk => Replicas[0].Transcodes;

    private string Filler => Path.Combine(Disk, "filler");

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        if (!_isMounted)
        {
            Directory.CreateDirectory(Disk);
            await RunAsync("mount", ["-t", "tmpfs", "-o", "size=" + Size, "tmpfs", Disk], cancellationToken);
            _isMounted = true;
        }
    }

    public void Fill() => File.WriteAllBytes(Filler, new byte[FreeSpace - 4096]);

    public void Empty() => File.Delete(Filler);

    public override async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
        {
            await replica.KillAsync(CancellationToken.None);
        }

        if (_isMounted)
        {
            await RunAsync("umount", ["--lazy", Disk], CancellationToken.None);
        }

        await base.DisposeAsync();
    }
}
