using System.Globalization;

namespace Jellyfin.LocalCluster.Media;

/// <summary>Makes clips and pictures. The same input gives the same file; a file is whole or not there.</summary>
internal static class Ffmpeg
{
    private const int FramesPerSecond = 10;
    private const string Font = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary><paramref name="hue"/> (degrees) and the tone tell clips apart.</summary>
    public static async Task MakeClipAsync(Clip clip, string target, int hue, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("jellyfin-clip-");
        try
        {
            await RunAsync(await ClipArgumentsAsync(clip, temporary.FullName, hue, cancellationToken), target, cancellationToken);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>A title on a coloured ground.</summary>
    public static async Task MakePictureAsync(string target, string size, string title, int hue, CancellationToken cancellationToken)
    {
        var width = int.Parse(size.Split('x')[0], CultureInfo.InvariantCulture);
        var filter = $"gradients=s={size}:c0=0x1B2A49:c1=0xB8553A:x0=0:y0=0:x1={width}:y1={width}:nb_colors=2:seed=1:d=1,hue=h={hue}";
        var text = Path.GetTempFileName();
        try
        {
            if (File.Exists(Font))
            {
                await File.WriteAllTextAsync(text, title.Replace(' ', '\n'), cancellationToken);
                filter += $",drawtext=fontfile={Font}:textfile={text}:fontcolor=white:fontsize={width / 9}:line_spacing=8:x=(w-text_w)/2:y=(h-text_h)/2";
            }

            await RunAsync(["-f", "lavfi", "-i", filter, "-frames:v", "1", "-update", "1", "-q:v", "4"], target, cancellationToken);
        }
        finally
        {
            File.Delete(text);
        }
    }

    private static async Task<List<string>> ClipArgumentsAsync(Clip clip, string temporary, int hue, CancellationToken cancellationToken)
    {
        var seconds = clip.Seconds.ToString(CultureInfo.InvariantCulture);
        List<string> inputs = ["-f", "lavfi", "-i", $"testsrc2=size={clip.Size}:rate={FramesPerSecond}:duration={seconds},hue=h={hue}"];
        List<string> outputs = ["-map", "0:v"];
        var index = 1;
        for (var track = 0; track < clip.Audio.Length; track++, index++)
        {
            inputs.AddRange(["-f", "lavfi", "-i", $"sine=frequency={220 + hue + (110 * track)}:sample_rate=44100:duration={seconds}"]);
            outputs.AddRange(["-map", $"{index}:a", $"-metadata:s:a:{track}", $"language={clip.Audio[track]}"]);
        }

        for (var track = 0; track < clip.EmbeddedSubtitles.Length; track++, index++)
        {
            var file = Path.Combine(temporary, $"{track}.srt");
            await File.WriteAllTextAsync(file, Subtitles.Srt(clip.Seconds, clip.EmbeddedSubtitles[track]), cancellationToken);
            inputs.AddRange(["-i", file]);
            outputs.AddRange(["-map", $"{index}:s", $"-metadata:s:s:{track}", $"language={clip.EmbeddedSubtitles[track]}", "-c:s", "srt"]);
        }

        if (clip.Chapters > 0)
        {
            var file = Path.Combine(temporary, "chapters.txt");
            await File.WriteAllTextAsync(file, Chapters(clip), cancellationToken);
            inputs.AddRange(["-f", "ffmetadata", "-i", file]);
            outputs.AddRange(["-map_chapters", index.ToString(CultureInfo.InvariantCulture)]);
        }

        return [.. inputs, .. outputs, .. Codecs(clip.Codec), "-pix_fmt", "yuv420p", "-g", "20", "-ac", "2"];
    }

    private static string[] Codecs(ClipCodec codec) => codec switch
    {
        ClipCodec.H264Aac => ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "32", "-c:a", "aac", "-b:a", "64k"],
        ClipCodec.H264Ac3 => ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "32", "-c:a", "ac3", "-b:a", "96k"],
        ClipCodec.H264Flac => ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "32", "-c:a", "flac"],
        ClipCodec.HevcAac => ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "34", "-x265-params", "log-level=error", "-c:a", "aac", "-b:a", "64k"],
        ClipCodec.Vp9Opus => ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "200k", "-c:a", "libopus", "-ar", "48000", "-b:a", "64k"],
        ClipCodec.Av1Opus => ["-c:v", "libsvtav1", "-preset", "12", "-crf", "50", "-c:a", "libopus", "-ar", "48000", "-b:a", "64k"],
        ClipCodec.Mpeg4Mp3 => ["-c:v", "mpeg4", "-q:v", "8", "-c:a", "libmp3lame", "-b:a", "96k"],
        // MPEG-2 knows no 10 frames per second.
        ClipCodec.Mpeg2Mp2 => ["-r", "25", "-c:v", "mpeg2video", "-q:v", "8", "-c:a", "mp2", "-b:a", "96k"],
        _ => throw new ArgumentOutOfRangeException(nameof(codec)),
    };

    private static string Chapters(Clip clip)
    {
        var length = clip.Seconds * 1000 / clip.Chapters;
        var chapters = Enumerable.Range(0, clip.Chapters).Select(index => $"[CHAPTER]\nTIMEBASE=1/1000\nSTART={index * length}\nEND={(index + 1) * length}\ntitle=Chapter {index + 1}\n");
        return ";FFMETADATA1\n" + string.Concat(chapters);
    }

    private static async Task RunAsync(IEnumerable<string> arguments, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // The name begins with a dot so that no scanner takes a half-made file; the extension still tells ffmpeg the container.
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, ".making-" + Path.GetFileName(target));
        await Command.RunAsync(
            "ffmpeg",
            ["-nostdin", "-y", "-loglevel", "error", .. arguments, "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", temporary],
            Limit,
            cancellationToken);
        File.Move(temporary, target, overwrite: true);
    }
}
