using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>Finds the text that a stream burns in, before each of its runs.</summary>
internal sealed class BurntTexts(ExtractedSubtitles inside, TextsBeside beside)
{
    public async Task<StreamPlan> PrepareAsync(StreamPlan plan, CancellationToken cancellationToken)
    {
        if (plan.BurntSubtitle is not { IsTextSubtitle: true, IsExternal: true } subtitle)
        {
            return await inside.PrepareAsync(plan, cancellationToken);
        }

        // Without a path ffmpeg says what is wrong with the file.
        return await beside.FindAsync(plan.Source, subtitle, cancellationToken) is { } path ? plan with { BurntSubtitle = subtitle with { Path = path } } : plan;
    }
}
