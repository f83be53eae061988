using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Library;

/// <summary>Two replicas whose ffmpeg can be told to make all tiles and then not to end.</summary>
public sealed class TrickplayFixture(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    private const string Script = """
        #!/bin/sh
        here=$(dirname "$0")
        case "$*" in
            *framecrc*) if [ -f "$here/hang" ]; then ffmpeg "$@"; touch "$here/hangs"; exec sleep 100; fi;;
        esac
        exec ffmpeg "$@"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("jellyfin-ffmpeg-").FullName;

    /// <summary>Whether one hangs after its last tile.</summary>
    public bool Hangs => File.Exists(Path.Combine(_folder, "hangs"));

    public void Hang() => File.WriteAllText(Path.Combine(_folder, "hang"), "");

    public void Repair() => File.Delete(Path.Combine(_folder, "hang"));

    protected override int ReplicaCount => 2;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ffmpeg__Path"] = Program(),
        ["HighAvailability__LeaseDuration"] = "00:00:03",
        ["HighAvailability__RenewInterval"] = "00:00:01",
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Program()
    {
        var path = Path.Combine(_folder, "ffmpeg");
        File.WriteAllText(path, Script);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }
}
