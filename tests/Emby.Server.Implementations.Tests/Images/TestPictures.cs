using System.Diagnostics;

namespace Emby.Server.Implementations.Tests.Images;

/// <summary>Real picture files, made by ffmpeg in a folder of their own.</summary>
public sealed class TestPictures : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("jellyfin-pictures-").FullName;

    public async Task<string> MakeAsync(string name, int width, int height, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory, name);
        string[] arguments = ["-loglevel", "error", "-y", "-f", "lavfi", "-i", $"testsrc=size={width}x{height}", "-frames:v", "1", "-update", "1", path];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
        await ffmpeg.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }

    public async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory, name);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        return path;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
