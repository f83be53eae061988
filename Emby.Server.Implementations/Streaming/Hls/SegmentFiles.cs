namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>The files of one segment, opened: they can be sent whatever happens to the job that made them.</summary>
public sealed class SegmentFiles : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly List<FileStream> _files;

    private SegmentFiles(List<FileStream> files) => _files = files;

    /// <summary>Bytes.</summary>
    public long Length => _files.Sum(file => file.Length);

    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        foreach (var file in _files)
        {
            await file.CopyToAsync(target, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
        {
            await file.DisposeAsync();
        }
    }

    /// <summary>Null when one of them was removed meanwhile.</summary>
    internal static SegmentFiles? Open(IEnumerable<string> paths)
    {
        var files = new List<FileStream>();
        try
        {
            files.AddRange(paths.Select(path => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, useAsync: true)));
            return new SegmentFiles(files);
        }
        catch (IOException)
        {
            files.ForEach(file => file.Dispose());
            return null;
        }
    }
}
