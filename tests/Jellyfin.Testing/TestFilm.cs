namespace Jellyfin.Testing;

/// <summary>Films of a real size at 24 frames a second, made in a moment: ten seconds, and those again and again.</summary>
public static class TestFilm
{
    private const int Seconds = 10;

    /// <summary>An H.264 film with AAC sound below <c>Movies/</c>.</summary>
    /// <param name="media">The media folder.</param>
    /// <param name="name">With the year.</param>
    /// <param name="size">Such as <c>640x360</c>.</param>
    /// <param name="repetitions">Of ten seconds.</param>
    public static async Task MakeAsync(string media, string name, string size, int repetitions)
    {
        var film = Path.Combine(media, "Movies", name, name + ".mp4");
        Directory.CreateDirectory(Path.GetDirectoryName(film)!);
        var part = Directory.CreateTempSubdirectory("jellyfin-film-");
        try
        {
            var once = Path.Combine(part.FullName, "once.mp4");
            await SampleMedia.FfmpegAsync(
            [
                "-f", "lavfi", "-i", $"testsrc2=size={size}:rate=24:duration={Seconds}", "-f", "lavfi", "-i", $"sine=sample_rate=48000:duration={Seconds}",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "48", "-c:a", "aac", "-b:a", "64k", once,
            ]);
            await SampleMedia.FfmpegAsync(["-stream_loop", $"{repetitions - 1}", "-i", once, "-c", "copy", film]);
        }
        finally
        {
            part.Delete(recursive: true);
        }
    }
}
