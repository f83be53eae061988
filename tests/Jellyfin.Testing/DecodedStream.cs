using System.Globalization;

namespace Jellyfin.Testing;

/// <summary>What is in a stream: times of its packets, and the pictures.</summary>
public sealed record DecodedStream(IReadOnlyList<double> VideoTimes, IReadOnlyList<double> AudioTimes, byte[] Pictures)
{
    private const int Width = 64;
    private const int Height = 36;
    private const int PictureBytes = Width * Height;

    public int Frames => Pictures.Length / PictureBytes;

    /// <summary>Sound alone, in pieces of 48 ms in place of pictures: bytes around 128.</summary>
    public static Task<DecodedStream> OfSoundAsync(string file)
        => OfAsync(file, ["-map", "0:a", "-ac", "1", "-ar", "48000", "-c:a", "pcm_u8", "-f", "u8"]);

    public static Task<DecodedStream> OfAsync(string file)
        => OfAsync(file, ["-map", "0:v", "-fps_mode", "passthrough", "-s", $"{Width}x{Height}", "-pix_fmt", "gray", "-f", "rawvideo"]);

    private static async Task<DecodedStream> OfAsync(string file, string[] decode)
    {
        string[] names = [file + ".packets", file + ".gray"];
        await SampleMedia.FfmpegAsync(
        [
            "-copyts", "-i", file,
            "-map", "0", "-c", "copy", "-f", "framecrc", names[0],
            .. decode, names[1],
        ]);
        var times = await File.ReadAllLinesAsync(names[0]);
        var pictures = await File.ReadAllBytesAsync(names[1]);
        return new DecodedStream(Times(times, "video"), Times(times, "audio"), pictures);
    }

    /// <summary>Mean difference of the two pictures that differ most, 0 to 255.</summary>
    public double LargestDifference(DecodedStream other)
    {
        var largest = 0.0;
        for (var frame = 0; frame < Math.Min(Frames, other.Frames); frame++)
        {
            var sum = 0;
            for (var pixel = frame * PictureBytes; pixel < (frame + 1) * PictureBytes; pixel++)
            {
                sum += Math.Abs(Pictures[pixel] - other.Pictures[pixel]);
            }

            largest = Math.Max(largest, (double)sum / PictureBytes);
        }

        return largest;
    }

    /// <summary>Lines such as <c>0, dts, pts, duration, size, crc</c> after a header with time bases and media types.</summary>
    private static List<double> Times(string[] lines, string type)
    {
        var stream = lines.FirstOrDefault(line => line.StartsWith("#media_type", StringComparison.Ordinal) && line.EndsWith(type, StringComparison.Ordinal));
        if (stream is null)
        {
            return [];
        }

        var index = stream.Split(' ')[1].TrimEnd(':');
        var timeBase = lines.First(line => line.StartsWith($"#tb {index}:", StringComparison.Ordinal)).Split(' ')[2].Split('/');
        var unit = double.Parse(timeBase[0], CultureInfo.InvariantCulture) / double.Parse(timeBase[1], CultureInfo.InvariantCulture);
        return
        [
            .. lines.Where(line => line.StartsWith(index + ",", StringComparison.Ordinal))
                .Select(line => long.Parse(line.Split(',')[2], CultureInfo.InvariantCulture) * unit)
                .Order(),
        ];
    }
}
