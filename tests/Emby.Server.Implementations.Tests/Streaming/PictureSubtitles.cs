using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Jellyfin.Testing;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Subtitles as discs have them: a white box of 400 x 100 at (760, 900) on a canvas of 1920 x 1080.</summary>
internal static class PictureSubtitles
{
    private const int Sector = 2048;

    /// <summary>Beside a film, by its name.</summary>
    public static async Task WriteAsync(string film, string kind, (double From, double To)[] times)
    {
        var sup = Path.ChangeExtension(film, ".sup");
        await File.WriteAllBytesAsync(sup, [.. times.SelectMany(time => Sup(time.From, show: true).Concat(Sup(time.To, show: false)))]);
        if (kind == "idx")
        {
            await MakeVobSubAsync(sup, times);
            File.Delete(sup);
        }
    }

    /// <summary>One change of a Blu-ray's subtitles.</summary>
    public static byte[] Sup(double seconds, bool show)
    {
        byte[] box = [0x02, 0xF8, 0x03, 0x84];
        byte[] size = [0x01, 0x90, 0x00, 0x64];
        byte[] line = [0x00, 0xC1, 0x90, 0x01, 0x00, 0x00];
        byte[] pixels = [.. Enumerable.Repeat(line, 100).SelectMany(bytes => bytes)];
        byte[] canvas = [0x07, 0x80, 0x04, 0x38, 0x10, 0x00, (byte)(2 * seconds), show ? (byte)0x80 : (byte)0x00, 0x00, 0x00];
        byte[] drawn = show ? [0x01, 0x00, 0x00, 0x00, 0x00, .. box] : [0x00];
        byte[] objects = show
            ? [.. Segment(0x14, [0, 0, 1, 235, 128, 128, 255]), .. Segment(0x15, [0, 0, 0, 0xC0, 0, .. Short(pixels.Length + 4), .. size, .. pixels])]
            : [];
        return [.. Segment(0x16, [.. canvas, .. drawn]), .. Segment(0x17, [1, 0, .. box, .. size]), .. objects, .. Segment(0x80, [])];

        byte[] Segment(byte type, byte[] content)
        {
            var time = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(time, (int)(seconds * 90_000));
            return [(byte)'P', (byte)'G', .. time, 0, 0, 0, 0, type, .. Short(content.Length), .. content];
        }
    }

    /// <summary>ffmpeg makes the pictures, one to a sector; the ends, which it does not know, and the index are written here.</summary>
    private static async Task MakeVobSubAsync(string sup, (double From, double To)[] times)
    {
        var sub = Path.ChangeExtension(sup, ".sub");
        await SampleMedia.FfmpegAsync(["-i", sup, "-c:s", "dvdsub", "-f", "vob", sub]);
        var data = await File.ReadAllBytesAsync(sub);
        var index = new StringBuilder("# VobSub index file, v7 (do not modify this line!)\nsize: 1920x1080\n")
            .Append("palette: 000000, 828282, 828282, 828282, 828282, 828282, 828282, ffffff, 828282, bababa, 828282, 828282, 828282, 828282, 828282, 828282\n")
            .Append("id: en, index: 0\n");
        byte[] endless = [0xFF, 0xFF];
        byte[] stop = [0x02, 0xFF];
        for (var number = 0; number < times.Length; number++)
        {
            var (from, to) = times[number];
            var packet = data.AsSpan(number * Sector, Sector);
            var at = Enumerable.Range(0, Sector - 6).First(place => Matches(data, (number * Sector) + place, endless, stop));
            BinaryPrimitives.WriteUInt16BigEndian(packet[at..], (ushort)((to - from) * 90_000 / 1024));
            var time = TimeSpan.FromSeconds(from).ToString(@"hh\:mm\:ss\:fff", CultureInfo.InvariantCulture);
            index.Append(CultureInfo.InvariantCulture, $"timestamp: {time}, filepos: {number * Sector:x9}\n");
        }

        await File.WriteAllBytesAsync(sub, data);
        await File.WriteAllTextAsync(Path.ChangeExtension(sup, ".idx"), index.ToString());
    }

    /// <summary>A time, two bytes of where the next command is, and the command.</summary>
    private static bool Matches(byte[] data, int at, byte[] time, byte[] command)
        => data.AsSpan(at, 2).SequenceEqual(time) && data.AsSpan(at + 4, 2).SequenceEqual(command);

    private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];
}
