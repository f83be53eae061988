using System.ComponentModel;
using Emby.Server.Implementations.Library.Segments;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Library.Probing;

/// <param name="Media">What was found, also "this is no media file"; null = it has to be tried again.</param>
/// <param name="Problem">Why it has to be tried again; no paths.</param>
/// <param name="Segments">What is marked in it; null = nobody knows.</param>
internal sealed record ProbeOutcome(ItemMedia? Media, string? Problem = null, IReadOnlyList<MediaSegment>? Segments = null);

/// <summary>Examines one media file and the files beside it.</summary>
internal sealed class MediaProber(IOptions<ProbeOptions> options, SegmentFinder segments, TimeProvider time)
{
    private const int MaxOutput = 16 * 1024 * 1024;

    public async Task<ProbeOutcome> ProbeAsync(Item item, CancellationToken cancellationToken)
    {
        var file = new FileInfo(item.Path!);
        try
        {
            if (!file.Exists)
            {
                return new ProbeOutcome(null, "The file is not there");
            }

            var (output, problem) = await RunAsync(item.Path!, cancellationToken);
            if (output is null && problem is null)
            {
                return new ProbeOutcome(null, "ffprobe took too long or said too much");
            }

            var external = await ExternalAsync(item.Path!, cancellationToken);
            var media = FfprobeMapping.Map(item.Id, output ?? new FfprobeOutput(), external);
            media.Size = file.Length;
            media.FileModified = file.LastWriteTimeUtc;
            media.ProbedAt = time.GetUtcNow();
            media.Error = problem;
            return new ProbeOutcome(media, Segments: await segments.FindAsync(item, media, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return new ProbeOutcome(null, exception.GetType().Name);
        }
    }

    /// <summary>A name says little of an audio file, so it is examined too.</summary>
    private async Task<IReadOnlyList<MediaStream>> ExternalAsync(string path, CancellationToken cancellationToken)
    {
        var streams = new List<MediaStream>();
        foreach (var stream in ExternalStreams.Find(path))
        {
            var inside = stream.Type == MediaStreamType.Audio && (await RunAsync(stream.Path!, cancellationToken)).Output is { } output
                ? output.Streams.Where(candidate => candidate.CodecType == "audio").Select(candidate => FfprobeStreams.Map(candidate, stream.Index)).FirstOrDefault()
                : null;
            streams.Add(inside is null
                ? stream
                : inside with
                {
                    Path = stream.Path,
                    Language = stream.Language ?? inside.Language,
                    Title = stream.Title ?? inside.Title,
                    IsDefault = stream.IsDefault,
                    IsForced = stream.IsForced,
                });
        }

        return streams;
    }

    /// <summary>Both null after a timeout; a problem is what ffprobe will say every time.</summary>
    private async Task<(FfprobeOutput? Output, string? Problem)> RunAsync(string path, CancellationToken cancellationToken)
    {
        // Only files: a text file that is named like a film must not make ffprobe fetch addresses.
        string[] arguments =
        [
            "-v", "error", "-protocol_whitelist", "file", "-print_format", "json", "-show_format", "-show_streams", "-show_chapters", "-i", "file:" + path,
        ];
        var result = await ChildProcess.RunAsync(options.Value.Program, arguments, options.Value.Timeout, MaxOutput, cancellationToken);
        if (result is null)
        {
            return (null, null);
        }

        var output = result.ExitCode == 0 ? FfprobeOutput.Parse(result.Output) : null;
        return output is { Streams.Count: > 0 } ? (output, null) : (null, result.Error.Problem() ?? "No streams were found");
    }
}
