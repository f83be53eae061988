using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>Gets the subtitle that a stream burns in ready, before each of its runs.</summary>
internal sealed class BurntSubtitles(ExtractedSubtitles inside, TextsBeside beside, TextPart part)
{
    /// <summary>
    /// Taking text out of a film takes seconds, or minutes where the film is large: the first picture does not wait for that. Together with a
    /// part it should take less than the time after which another replica takes the stream over.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Of what is made meanwhile with the text of a part of the film.</summary>
    private static readonly TimeSpan Part = TimeSpan.FromMinutes(1);

    /// <summary>
    /// For a run that makes all that follows. Throws <see cref="TimeoutException"/> when text inside the film is not taken out in time; that goes on.
    /// </summary>
    /// <param name="plan">Of the stream.</param>
    /// <param name="ticks">Where the run begins.</param>
    /// <param name="patience">How long text inside the film is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StreamPlan> PrepareAsync(StreamPlan plan, long ticks, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (plan.BurntSubtitle is not { IsTextSubtitle: true } text)
        {
            return await SupFile.SkipAsync(plan, ticks, cancellationToken);
        }

        var path = text.IsExternal
            ? await beside.FindAsync(plan.Source, text, cancellationToken)
            : await inside.FindAsync(plan.Source, text, patience, cancellationToken);
        // Without a path ffmpeg says what is wrong with the file.
        return path is null ? plan : With(plan, path);
    }

    /// <summary>For a run that another one may follow. While text inside a large film is taken out, it has that of a part, and ends there.</summary>
    /// <param name="plan">Of the stream.</param>
    /// <param name="ticks">Where the run begins.</param>
    /// <param name="folder">Of the run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StreamPlan> PrepareAsync(StreamPlan plan, long ticks, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await PrepareAsync(plan, ticks, Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            var until = ticks + Math.Max(Part.Ticks, 3 * plan.Grid.LongestLength());
            return await part.TakeAsync(plan, ticks - RunStart.SubtitleLookBack, until, folder, cancellationToken) is { } path
                ? With(plan, path) with { TextUntil = until < plan.Grid.DurationTicks ? until : null }
                : await PrepareAsync(plan, ticks, Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    /// <summary>ffmpeg does not take a text without a line.</summary>
    private static StreamPlan With(StreamPlan plan, string path)
        => plan with { BurntSubtitle = new FileInfo(path).Length > 0 ? plan.BurntSubtitle! with { Path = path } : null };
}
