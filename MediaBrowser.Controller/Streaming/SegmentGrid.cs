namespace MediaBrowser.Controller.Streaming;

/// <summary>
/// Where a stream is cut. Known up front from the duration (streams that are encoded) or the source's key frames (pictures that are copied),
/// so that segment k covers the same time whoever makes it. ffmpeg writes one file per key frame; a segment is one file or several.
/// </summary>
public sealed class SegmentGrid
{
    /// <summary>Keeps the list of key frames below the length the system allows for one argument.</summary>
    private const int MaxSegments = 8000;

    private readonly long[] _fileStarts;
    private readonly int[] _firstFiles;

    private SegmentGrid(long[] fileStarts, int[] firstFiles, long durationTicks)
    {
        _fileStarts = fileStarts;
        _firstFiles = firstFiles;
        DurationTicks = durationTicks;
    }

    public long DurationTicks { get; }

    /// <summary>Number of segments.</summary>
    public int Count => _firstFiles.Length;

    /// <summary>Number of files that ffmpeg writes for the whole stream.</summary>
    public int FileCount => _fileStarts.Length;

    public static SegmentGrid Even(long durationTicks, TimeSpan length)
    {
        var step = Math.Max(length.Ticks, TimeSpan.TicksPerSecond);
        while (durationTicks / step >= MaxSegments)
        {
            step *= 2;
        }

        var count = (int)Math.Max((durationTicks + step - 1) / step, 1);
        return new SegmentGrid(
            Enumerable.Range(0, count).Select(index => index * step).ToArray(), Enumerable.Range(0, count).ToArray(), durationTicks);
    }

    /// <param name="keyFrames">Ticks from the start of the file, ascending.</param>
    /// <param name="durationTicks">Of the whole file.</param>
    /// <param name="length">Least length of a segment.</param>
    public static SegmentGrid AtKeyFrames(IReadOnlyList<long> keyFrames, long durationTicks, TimeSpan length)
    {
        var starts = keyFrames.Where(ticks => ticks < durationTicks).DefaultIfEmpty(0).ToArray();
        var firstFiles = new List<int> { 0 };
        for (var file = 1; file < starts.Length; file++)
        {
            if (starts[file] - starts[firstFiles[^1]] >= length.Ticks)
            {
                firstFiles.Add(file);
            }
        }

        // The first picture may be a little late; the stream starts at zero all the same.
        starts[0] = Math.Min(starts[0], 0);
        return new SegmentGrid(starts, [.. firstFiles], durationTicks);
    }

    public long Start(int segment) => segment >= Count ? Math.Max(DurationTicks, _fileStarts[^1]) : Math.Max(_fileStarts[_firstFiles[segment]], 0);

    public long Length(int segment) => Math.Max(Start(segment + 1) - Start(segment), 0);

    /// <summary>First file of a segment; behind the last one the number of files.</summary>
    public int FirstFile(int segment) => segment >= Count ? FileCount : _firstFiles[segment];

    /// <summary>The segment that covers a time; the first one for times before the start.</summary>
    public int SegmentAt(long ticks)
    {
        var file = Array.BinarySearch(_fileStarts, ticks);
        var segment = Array.BinarySearch(_firstFiles, file >= 0 ? file : ~file - 1);
        return Math.Max(segment >= 0 ? segment : ~segment - 1, 0);
    }

    public long FileStart(int file) => file >= FileCount ? DurationTicks : _fileStarts[file];

    public long LongestLength() => Enumerable.Range(0, Count).Max(Length);

    /// <summary>The longest time between two cuts that are possible; a segment cannot be made shorter.</summary>
    public long LongestFile() => Enumerable.Range(0, FileCount).Max(file => FileStart(file + 1) - FileStart(file));

    /// <summary>Times at which an encoder must start a new file, from a file on.</summary>
    public IEnumerable<long> FileStartsFrom(int file) => _fileStarts.Skip(file);
}
