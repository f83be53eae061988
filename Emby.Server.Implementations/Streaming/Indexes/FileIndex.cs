namespace Emby.Server.Implementations.Streaming.Indexes;

/// <summary>What a file itself says about its key frames: the end of it and a little of its beginning are read, not the film.</summary>
internal static class FileIndex
{
    private const int BufferBytes = 64 * 1024;
    private const byte FirstOfMatroska = 0x1A;

    /// <summary>Presentation times in ticks, ascending; null when there is no index, or none that can be read. It may be wrong or incomplete.</summary>
    public static long[]? Read(string path, int stream)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes);
            return Read(file, stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The same of a file that is open.</summary>
    internal static long[]? Read(Stream file, int stream)
    {
        try
        {
            var isMatroska = file.ReadByte() == FirstOfMatroska;
            file.Position = 0;
            var reader = new IndexReader(file);
            var times = isMatroska ? MatroskaIndex.Times(reader, stream) : Mp4Index.Times(reader, stream);
            return times is { Count: > 0 } ? [.. times.Distinct().Order()] : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or OverflowException)
        {
            return null;
        }
    }
}
