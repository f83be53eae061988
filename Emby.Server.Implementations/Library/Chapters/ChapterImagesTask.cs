using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Chapters;

/// <summary>Takes pictures of chapters, film by film; what is done when it is stopped stays done.</summary>
internal sealed partial class ChapterImagesTask(
    IChapterStore chapters,
    IMediaStore media,
    IItemStore items,
    ChapterPictures pictures,
    IConfigurationStore configuration,
    IMessageBus bus,
    ILogger<ChapterImagesTask> logger) : IScheduledTask
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public string Key => "RefreshChapterImages";

    public string Name => "Extract Chapter Images";

    public string Description => "Takes a picture of each chapter of films in libraries that have chapter pictures switched on.";

    public string Category => TaskCategories.Library;

    public bool IsRequeuedWhenInterrupted => true;

    public IReadOnlyList<TaskTrigger> DefaultTriggers =>
        [new TaskTrigger(TaskTriggerType.DailyTrigger) { TimeOfDayTicks = Night.Ticks, MaxRuntimeTicks = Longest.Ticks }];

    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var wanted = await chapters.FindWithoutPicturesAsync(cancellationToken);
        for (var index = 0; index < wanted.Count; index++)
        {
            if (await media.FindAsync(wanted[index], cancellationToken) is { } found
                && (await items.FindAsync(wanted[index], cancellationToken))?.Path is { } path)
            {
                await TakeAsync(path, found, Height(settings.ChapterImageResolution), cancellationToken);
            }

            progress.Report(100.0 * (index + 1) / wanted.Count);
        }
    }

    private async Task TakeAsync(string path, ItemMedia film, int? maxHeight, CancellationToken cancellationToken)
    {
        var done = film.Chapters.ToList();
        for (var index = 0; index < done.Count; index++)
        {
            if (done[index].ImageTag is not null)
            {
                continue;
            }

            if (await pictures.TakeAsync(path, film, done[index], maxHeight, cancellationToken) is not { } chapter)
            {
                // A file that cannot be read here is not read at its other chapters either; the next run tries again.
                LogFailed(film.ItemId, index);
                break;
            }

            done[index] = chapter;
        }

        if (!done.SequenceEqual(film.Chapters) && await chapters.SaveAsync(film, done, cancellationToken))
        {
            await bus.PublishAsync(new ItemsChanged([], [film.ItemId], [], [], [], []), cancellationToken);
        }
    }

    /// <summary>Null: as the film is.</summary>
    private static int? Height(ImageResolution resolution) => resolution switch
    {
        ImageResolution.P144 => 144,
        ImageResolution.P240 => 240,
        ImageResolution.P360 => 360,
        ImageResolution.P480 => 480,
        ImageResolution.P720 => 720,
        ImageResolution.P1080 => 1080,
        ImageResolution.P1440 => 1440,
        ImageResolution.P2160 => 2160,
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "No picture could be taken of item {ItemId} at chapter {Chapter}")]
    private partial void LogFailed(Guid itemId, int chapter);
}
