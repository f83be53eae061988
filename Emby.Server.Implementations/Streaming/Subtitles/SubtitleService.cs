using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Subtitles;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>Subtitles in the format a player wants.</summary>
public sealed class SubtitleService(ExtractedSubtitles inside, TextsBeside beside)
{
    private const long MaxFileSize = 50 * 1024 * 1024;

    /// <summary>
    /// Returns null when there is no such file, it is no text, or the format cannot be written. Throws <see cref="InvalidDataException"/>
    /// when the stream is no subtitle.
    /// </summary>
    public async Task<string?> GetAsync(MediaSource source, SubtitleQuery query, CancellationToken cancellationToken)
    {
        var stream = source.Stream(query.Index);
        if (stream is null)
        {
            return null;
        }

        if (stream.Type != MediaStreamType.Subtitle)
        {
            throw new InvalidDataException("The stream is no subtitle.");
        }

        var file = !stream.IsTextSubtitle ? null
            : stream.IsExternal ? await beside.FindAsync(source, stream, cancellationToken)
            : await inside.FindAsync(source, stream, cancellationToken);
        if (file is null || !File.Exists(file) || new FileInfo(file).Length > MaxFileSize)
        {
            return null;
        }

        var text = SubtitleText.Decode(await File.ReadAllBytesAsync(file, cancellationToken), stream.Language);
        var format = Path.GetExtension(file).TrimStart('.').ToLowerInvariant();
        if (format is "ass" or "ssa" && query.Format is "ass" or "ssa" && query is { StartTicks: 0, EndTicks: null or 0 })
        {
            // Styles and positions survive only in the file as it is.
            return text;
        }

        var cues = SubtitleWindow.Cut(SubtitleReader.Read(text, format), query.StartTicks, query.EndTicks, query.KeepTimes);
        return SubtitleWriter.Write(cues, query.Format, query.AddTimeMap);
    }
}

/// <param name="Index">Number of the stream.</param>
/// <param name="Format">Lower case, without a dot.</param>
public sealed record SubtitleQuery(int Index, string Format)
{
    public long StartTicks { get; init; }

    public long? EndTicks { get; init; }

    public bool KeepTimes { get; init; }

    public bool AddTimeMap { get; init; }
}
