using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>The runs of one stream, in order: what any of them has made can be sent. Changed by one caller at a time, read by all.</summary>
internal sealed class TranscodeRuns(StreamPlan plan)
{
    private const int Kept = 4;

    private volatile TranscodeRun[] _runs = [];

    public TranscodeRun? Current => _runs is [.., var last] ? last : null;

    /// <summary>Files of very old runs go.</summary>
    public void Add(TranscodeRun run)
    {
        foreach (var old in _runs.SkipLast(Kept - 1))
        {
            Directory.Delete(old.Folder, recursive: true);
        }

        _runs = [.. _runs.TakeLast(Kept - 1), run];
    }

    public void DeleteBefore(int file)
    {
        foreach (var run in _runs)
        {
            run.DeleteBefore(file);
        }
    }

    /// <summary>The same in every run, but for an encoder's own parameters: these are in every segment, too.</summary>
    public IReadOnlyList<string>? FindInit() => _runs.Select(run => run.FindInit()).FirstOrDefault(path => path is not null) is { } path ? [path] : null;

    /// <summary>Null when one of the segment's files is missing.</summary>
    public IReadOnlyList<string>? Find(int segment)
    {
        var paths = FindAtEnd(segment);
        return paths.Count == FilesOf(segment).Count() && paths.Count > 0 ? paths : null;
    }

    /// <summary>Pictures may end before the container says; what is in the playlist is then empty but there.</summary>
    public IReadOnlyList<string> FindAtEnd(int segment) => FilesOf(segment).Select(FindFile).OfType<string>().ToList();

    /// <summary>The first file of a segment that is not there.</summary>
    public int FirstMissing(int segment) => FilesOf(segment).FirstOrDefault(file => FindFile(file) is null, plan.Grid.FirstFile(segment));

    private string? FindFile(int file) => _runs.Reverse().Select(run => run.Find(file)).FirstOrDefault(path => path is not null);

    private IEnumerable<int> FilesOf(int segment)
        => Enumerable.Range(plan.Grid.FirstFile(segment), plan.Grid.FirstFile(segment + 1) - plan.Grid.FirstFile(segment));
}
