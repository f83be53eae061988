using System.Buffers.Binary;

namespace MediaBrowser.Controller.Images;

public enum ImageFileFormat
{
    Jpeg,
    Png,
    Webp,
    Gif,
    Bmp,
}

/// <summary>
/// What the first bytes of a picture file say, whatever its name is: only what is known by its content is given to a decoder.
/// </summary>
/// <param name="Format">Kind of file.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ImageHeader(ImageFileFormat Format, int Width, int Height)
{
    /// <summary>Bytes of a file that are enough for <see cref="Parse"/>: a JPEG may have a large thumbnail and colour profile in front.</summary>
    public const int EnoughBytes = 512 * 1024;

    /// <summary>Returns null for anything that is not one of the known formats, or cut off before its size.</summary>
    public static ImageHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        var header = bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(bytes),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when bytes.Length >= 24 => Of(ImageFileFormat.Png, Big32(bytes[16..]), Big32(bytes[20..])),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] when bytes.Length >= 10 => Of(ImageFileFormat.Gif, Little16(bytes[6..]), Little16(bytes[8..])),
            [(byte)'B', (byte)'M', ..] when bytes.Length >= 26 => Of(ImageFileFormat.Bmp, Little32(bytes[18..]), Math.Abs((long)Little32(bytes[22..]))),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] when bytes.Length >= 30 => Webp(bytes),
            _ => null,
        };
        return header;
    }

    private static ImageHeader? Webp(ReadOnlySpan<byte> bytes)
    {
        switch (bytes[12..16])
        {
            case [(byte)'V', (byte)'P', (byte)'8', (byte)'X']:
                return Of(ImageFileFormat.Webp, 1 + Little24(bytes[24..]), 1 + Little24(bytes[27..]));
            case [(byte)'V', (byte)'P', (byte)'8', (byte)'L']:
                var packed = (uint)Little32(bytes[21..]);
                return Of(ImageFileFormat.Webp, 1 + (packed & 0x3FFF), 1 + ((packed >> 14) & 0x3FFF));
            case [(byte)'V', (byte)'P', (byte)'8', (byte)' ']:
                return Of(ImageFileFormat.Webp, Little16(bytes[26..]) & 0x3FFF, Little16(bytes[28..]) & 0x3FFF);
            default:
                return null;
        }
    }

    /// <summary>Walks the segments to the first start-of-frame.</summary>
    private static ImageHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var position = 2;
        while (position + 9 <= bytes.Length)
        {
            if (bytes[position] != 0xFF)
            {
                return null;
            }

            var marker = bytes[position + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                position += marker == 0xFF ? 1 : 2;
                continue;
            }

            // C4, C8 and CC in this range are tables, not frames.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Of(ImageFileFormat.Jpeg, Big16(bytes[(position + 7)..]), Big16(bytes[(position + 5)..]));
            }

            position += 2 + Big16(bytes[(position + 2)..]);
        }

        return null;
    }

    private static ImageHeader? Of(ImageFileFormat format, long width, long height)
        => width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new ImageHeader(format, (int)width, (int)height) : null;

    private static int Big16(ReadOnlySpan<byte> bytes) => bytes.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static long Big32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static int Little16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int Little32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);
}
