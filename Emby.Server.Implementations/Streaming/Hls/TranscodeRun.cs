using System.Globalization;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>One ffmpeg with the folder it writes files to, one after the other. The files stay when it has ended.</summary>
internal sealed class TranscodeRun(FfmpegProcess process, string folder, StreamPlan plan, RunStart start, ProgressWatch watch) : IDisposable
{
    private const string BeingWritten = ".tmp";

    private readonly Lock _counting = new();

    /// <summary>The first file that is another run's.</summary>
    private readonly int _end = plan.TextUntil is { } ticks ? plan.Grid.FirstFile(plan.Grid.SegmentAt(ticks)) : int.MaxValue;

    private int _deletedBefore = start.FirstWanted;

    /// <summary>The file that comes next.</summary>
    public int Next { get; private set; } = start.FirstWanted;

    public bool HasMadeSomething => Next > start.FirstWanted;

    /// <summary>It has made all that it is to make, though ffmpeg may go on: what follows is another run's.</summary>
    public bool IsThrough => Next >= _end;

    public FfmpegProcess Process => process;

    public string Folder => folder;

    /// <summary>Null when it is not there (any more), not finished, or not one that this run is to make.</summary>
    public string? Find(int file) => file >= _deletedBefore && file < _end && IsWhole(file) ? PathOf(file) : null;

    /// <summary>ffmpeg writes it before the first file but not at one stroke.</summary>
    public string? FindInit()
    {
        var path = Path.Combine(folder, FfmpegArguments.InitFile);
        return File.Exists(PathOf(start.File)) && File.Exists(path) ? path : null;
    }

    /// <summary>To be asked again and again while somebody waits for what it makes.</summary>
    public bool HasDoneNothingFor(TimeSpan limit)
    {
        Count();
        return watch.Look(process, Next) > limit;
    }

    /// <summary>What it has done so far is no sign of anything: it had to wait.</summary>
    public void Excuse() => watch.Begin();

    public void Count()
    {
        lock (_counting)
        {
            while (!IsThrough && IsWhole(Next))
            {
                Next++;
            }
        }
    }

    /// <summary>The first ones go first, so that what is left is without holes.</summary>
    public void DeleteBefore(int file)
    {
        for (; _deletedBefore < Math.Min(file, Next); _deletedBefore++)
        {
            File.Delete(PathOf(_deletedBefore));
        }
    }

    public void Dispose() => process.Dispose();

    /// <summary>
    /// ffmpeg also finishes the file it is in the middle of when it cannot read the film further. So a file is whole when the next one has begun,
    /// or ffmpeg is known to be through.
    /// </summary>
    private bool IsWhole(int file)
    {
        var path = PathOf(file);
        var next = PathOf(file + 1);
        return File.Exists(path) && (File.Exists(next + BeingWritten) || File.Exists(next) || (process.HasEnded && !RunEnd.IsReadError(process.Output)));
    }

    private string PathOf(int file) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{file}.{plan.SegmentContainer}"));
}
