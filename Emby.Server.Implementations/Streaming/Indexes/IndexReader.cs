using System.Text;

namespace Emby.Server.Implementations.Streaming.Indexes;

/// <summary>
/// Reads numbers of a file that may be anything. What is read altogether is limited, whatever lengths the file says. Throws
/// <see cref="InvalidDataException"/> at the end of the file and at the limit.
/// </summary>
internal sealed class IndexReader(Stream stream)
{
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>What is this near is read through; going further counts as so many bytes.</summary>
    private const int Jump = 4096;

    private long _left = MaxBytes;

    public long Position => stream.Position;

    public long Length { get; } = stream.Length;

    public byte Byte()
    {
        Spend(1);
        return stream.ReadByte() is >= 0 and var value ? (byte)value : throw new InvalidDataException("The file ends in the middle of its index.");
    }

    /// <summary>Big endian, at most eight bytes.</summary>
    public ulong Number(long bytes)
    {
        if (bytes is < 0 or > 8)
        {
            throw new InvalidDataException("A number of more than eight bytes.");
        }

        var value = 0UL;
        for (; bytes > 0; bytes--)
        {
            value = (value << 8) | Byte();
        }

        return value;
    }

    public int Int32() => (int)Number(4);

    public string Name()
    {
        byte[] name = [Byte(), Byte(), Byte(), Byte()];
        return Encoding.Latin1.GetString(name);
    }

    public void MoveTo(long position)
    {
        if (position < 0 || position > Length)
        {
            throw new InvalidDataException("The index is outside of the file.");
        }

        if (position < Position || position - Position > Jump)
        {
            Spend(Jump);
            stream.Position = position;
        }

        while (Position < position)
        {
            Byte();
        }
    }

    private void Spend(int bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            throw new InvalidDataException("The index is too large.");
        }
    }
}
