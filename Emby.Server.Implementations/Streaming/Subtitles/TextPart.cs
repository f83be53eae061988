using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>Takes the lines of a part of a film out of one text in it, and reads only that part.</summary>
internal sealed class TextPart(Extraction extraction)
{
    /// <summary>Path of the result, which has no content where no line is; null when ffmpeg failed.</summary>
    /// <param name="plan">With the text that is burnt in.</param>
    /// <param name="from">Ticks from the start of the film.</param>
    /// <param name="until">The same.</param>
    /// <param name="folder">For the result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> TakeAsync(StreamPlan plan, long from, long until, string folder, CancellationToken cancellationToken)
    {
        var source = plan.Source;
        var list = Path.Combine(Directory.CreateDirectory(folder).FullName, "part.ffconcat");
        var (result, temporary) = (Path.Combine(folder, "part"), Path.Combine(folder, "part.new"));
        from = Math.Max(from, 0);
        // Left to itself, ffmpeg would read on to the first line after the part, or to the end of the film: a list ends with any packet. Times in
        // it are the film's own, and what comes out of it begins at zero.
        File.CreateSymbolicLink(Path.Combine(folder, "film"), source.Path);
        string[] lines = ["ffconcat version 1.0", "file film", $"inpoint {Seconds(from + source.StartTicks)}", $"outpoint {Seconds(until + source.StartTicks)}"];
        await File.WriteAllLinesAsync(list, lines, cancellationToken);
        string[] arguments =
        [
            "-copyts", "-itsoffset", Seconds(from), "-protocol_whitelist", "file", "-f", "concat", "-i", "file:" + list,
            .. Extraction.Text(plan.BurntSubtitle!, temporary),
            "-map", $"0:{plan.Video!.Stream.FileIndex}", "-c", "copy", "-f", "null", "-",
        ];
        await extraction.WriteAsync(source, arguments, [(temporary, result)], cancellationToken);
        return File.Exists(result) ? result : null;
    }

    private static string Seconds(long ticks) => FfmpegArguments.Seconds(ticks);
}
