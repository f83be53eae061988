using Jellyfin.LocalCluster;

namespace Jellyfin.Testing;

/// <summary>
/// A folder of tiny media files, made by ffmpeg: <c>media.VideoAsync("Films/Alpha (2001)/Alpha (2001).mkv")</c>. Removed when disposed.
/// </summary>
public sealed class SampleMedia : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public string Root { get; } = Directory.CreateTempSubdirectory("jellyfin-media-").FullName;

    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>One second of H.264 and AAC, or what <paramref name="arguments"/> (between inputs and output) say instead.</summary>
    public async Task<string> VideoAsync(string relative, params string[] arguments)
    {
        var path = Prepare(relative);
        var codecs = arguments.Length > 0
            ? arguments
            : ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"];
        await FfmpegAsync(["-f", "lavfi", "-i", "testsrc=size=160x90:rate=24:duration=1", "-f", "lavfi", "-i", "sine=duration=1", .. codecs, path]);
        return path;
    }

    /// <summary>A copy of another file of this folder: much quicker than another encoding.</summary>
    public string Copy(string from, string relative)
    {
        var path = Prepare(relative);
        File.Copy(from, path, overwrite: true);
        return path;
    }

    public async Task<string> PictureAsync(string relative, int width = 40, int height = 60)
    {
        var path = Prepare(relative);
        await FfmpegAsync(["-f", "lavfi", "-i", $"testsrc=size={width}x{height}:rate=1:duration=1", "-frames:v", "1", "-update", "1", path]);
        return path;
    }

    public string Text(string relative, string content)
    {
        var path = Prepare(relative);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs ffmpeg with these arguments, overwriting its output.</summary>
    public static Task FfmpegAsync(IEnumerable<string> arguments)
        => Command.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments], Timeout, CancellationToken.None);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Prepare(string relative)
    {
        var path = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }
}
