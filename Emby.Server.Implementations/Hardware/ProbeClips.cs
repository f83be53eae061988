using MediaBrowser.Controller.Hardware;

namespace Emby.Server.Implementations.Hardware;

/// <summary>The test films that are part of the program, one second of ffmpeg's test picture each.</summary>
internal static class ProbeClips
{
    public const int Repetitions = 5;
    public const int Frames = Repetitions * ProbeClip.FrameRate;

    /// <param name="codec">One of <see cref="ProbeClip"/>.</param>
    public static byte[] Read(string codec)
    {
        using var clip = typeof(ProbeClips).Assembly.GetManifestResourceStream("test." + codec)
            ?? throw new ArgumentException($"There is no test film in {codec}.", nameof(codec));
        var once = new byte[clip.Length];
        clip.ReadExactly(once);
        return [.. Enumerable.Repeat(once, Repetitions).SelectMany(bytes => bytes)];
    }
}
