using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Subtitles;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>
/// Text subtitles of media files, each file read once in the cluster: that takes minutes where the file is large. Replicas keep them on their
/// disks and take from the database what another one has read.
/// </summary>
public sealed partial class ExtractedSubtitles(
    StreamFiles files, StreamExtractor extractor, ISubtitleStore store, TimeProvider time, ILogger<ExtractedSubtitles> logger) : IDisposable
{
    /// <summary>Bytes. Larger ones stay on the replica that has read them.</summary>
    private const long LargestStored = 16 * 1024 * 1024;

    private readonly OngoingReads<(Guid, string), Task> _reads = new();

    /// <summary>Path of the subtitle, or null when it cannot be taken out.</summary>
    public Task<string?> FindAsync(MediaSource source, MediaStream stream, CancellationToken cancellationToken)
        => FindAsync(source, stream, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>The same. Throws <see cref="TimeoutException"/> when it is not taken out in time; that goes on.</summary>
    public async Task<string?> FindAsync(MediaSource source, MediaStream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (files.FindSubtitle(source, stream) is null)
        {
            await Start(source).WaitAsync(patience, time, cancellationToken);
        }

        return files.FindSubtitle(source, stream);
    }

    public void Dispose() => _reads.Dispose();

    private Task Start(MediaSource source) => _reads.Start((source.Id, source.ETag), token => ReadAsync(source, token));

    private async Task ReadAsync(MediaSource source, CancellationToken cancellationToken)
    {
        try
        {
            if (!await LoadAsync(source, cancellationToken))
            {
                await SaveAsync(source, await extractor.SubtitlesAsync(source, cancellationToken), cancellationToken);
            }
        }
        catch (IOException exception)
        {
            LogNotKept(source.Id, exception.Message);
        }
    }

    /// <summary>Whether another replica had read them.</summary>
    private async Task<bool> LoadAsync(MediaSource source, CancellationToken cancellationToken)
    {
        if (source.FileModified is not { } modified)
        {
            return false;
        }

        try
        {
            var found = await store.FindAsync(source.Id, modified, cancellationToken);
            foreach (var subtitle in found)
            {
                await AddAsync(source, subtitle, cancellationToken);
            }

            return StreamFiles.Texts(source).All(stream => files.FindSubtitle(source, stream) is not null);
        }
        catch (Exception exception) when (exception is IOException || exception.IsDatabaseOutage())
        {
            LogAlone(source.Id, exception.Message);
            return false;
        }
    }

    private async Task AddAsync(MediaSource source, ExtractedSubtitle subtitle, CancellationToken cancellationToken)
    {
        if (StreamFiles.Texts(source).FirstOrDefault(stream => stream.FileIndex == subtitle.FileIndex) is not { } stream)
        {
            return;
        }

        var temporary = files.NewTemporary(source);
        try
        {
            await File.WriteAllBytesAsync(temporary, subtitle.Content, cancellationToken);
            File.Move(temporary, files.Subtitle(source, stream), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task SaveAsync(MediaSource source, IReadOnlyList<(MediaStream Stream, string Path)> extracted, CancellationToken cancellationToken)
    {
        if (source.FileModified is not { } modified)
        {
            return;
        }

        var subtitles = new List<ExtractedSubtitle>();
        foreach (var (stream, path) in extracted.Where(file => new FileInfo(file.Path).Length <= LargestStored))
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            subtitles.Add(new ExtractedSubtitle { ItemId = source.Id, FileIndex = stream.FileIndex, FileModified = modified, Content = content });
        }

        if (subtitles.Count == 0)
        {
            return;
        }

        try
        {
            await store.SaveAsync(source.Id, subtitles, cancellationToken);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogAlone(source.Id, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Subtitles of {ItemId} cannot be kept: {Reason}")]
    private partial void LogNotKept(Guid itemId, string reason);

    [LoggerMessage(LogLevel.Warning, "Subtitles of {ItemId} are not shared with other replicas: {Reason}")]
    private partial void LogAlone(Guid itemId, string reason);
}
