using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Segments;

/// <summary>Looks for marked stretches once more: edit lists come and go without their films, and libraries change their minds.</summary>
internal sealed partial class ExtractSegmentsTask(IMediaSegmentStore segments, ILibraryStore libraries, ILogger<ExtractSegmentsTask> logger) : IScheduledTask
{
    private const int BatchSize = 200;

    public string Key => "TaskExtractMediaSegments";

    public string Name => "Media Segment Scan";

    public string Description => "Finds intros, credits, recaps, previews and commercial breaks by the names of chapters and in edit lists (.edl) beside the files.";

    public string Category => TaskCategories.Library;

    public bool IsRequeuedWhenInterrupted => true;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [TaskTrigger.Every(TimeSpan.FromHours(12))];

    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var options = (await libraries.ListAsync(cancellationToken)).ToDictionary(library => library.Id, library => library.Options);
        var (changed, last) = (0, Guid.Empty);
        IReadOnlyList<SegmentedVideo> batch;
        while ((batch = await segments.ListVideosAsync(last, BatchSize, cancellationToken)).Count > 0)
        {
            foreach (var video in batch.Where(video => video.LibraryId is { } library && options.ContainsKey(library)))
            {
                changed += await UpdateAsync(video, options[video.LibraryId!.Value], cancellationToken) ? 1 : 0;
            }

            last = batch[^1].Media.ItemId;
            // Ids are evenly spread hashes: the first byte says how far it is.
            progress.Report(100.0 * last.ToByteArray(bigEndian: true)[0] / 256);
        }

        LogDone(changed);
    }

    private async Task<bool> UpdateAsync(SegmentedVideo video, LibraryOptions options, CancellationToken cancellationToken)
        => await SegmentFinder.FindAsync(video.Path, video.Media, options, cancellationToken) is { } found
            && !found.Select(segment => segment.Id).ToHashSet().SetEquals(video.Segments)
            && await segments.ReplaceAsync(video.Media, found, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Media segments of {Items} items have changed")]
    private partial void LogDone(int items);
}
