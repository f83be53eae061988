using System.Globalization;
using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Contracts.Playback;

/// <summary>One playable file of an item. What is not said is what a file that the client may fetch as it is has.</summary>
public sealed record MediaSourceInfo
{
    public MediaProtocol Protocol { get; init; }

    public required string Id { get; init; }

    public string? Path { get; init; }

    public MediaSourceType Type { get; init; }

    public string? Container { get; init; }

    public long? Size { get; init; }

    public string? Name { get; init; }

    public bool IsRemote { get; init; }

    public string? ETag { get; init; }

    public long? RunTimeTicks { get; init; }

    public bool ReadAtNativeFramerate { get; init; }

    public bool IgnoreDts { get; init; }

    public bool IgnoreIndex { get; init; }

    public bool GenPtsInput { get; init; }

    public bool SupportsTranscoding { get; init; } = true;

    public bool SupportsDirectStream { get; init; } = true;

    public bool SupportsDirectPlay { get; init; } = true;

    public bool IsInfiniteStream { get; init; }

    public bool UseMostCompatibleTranscodingProfile { get; init; }

    public bool RequiresOpening { get; init; }

    public bool RequiresClosing { get; init; }

    public bool RequiresLooping { get; init; }

    public bool SupportsProbing { get; init; } = true;

    /// <summary>Null for audio.</summary>
    public VideoType? VideoType { get; init; }

    public IReadOnlyList<MediaStreamInfo> MediaStreams { get; init; } = [];

    public IReadOnlyList<MediaAttachmentInfo> MediaAttachments { get; init; } = [];

    public IReadOnlyList<string> Formats { get; init; } = [];

    public int? Bitrate { get; init; }

    public IReadOnlyDictionary<string, string> RequiredHttpHeaders { get; init; } = new Dictionary<string, string>();

    public string? TranscodingUrl { get; init; }

    public MediaStreamProtocol TranscodingSubProtocol { get; init; }

    public string? TranscodingContainer { get; init; }

    public int? DefaultAudioStreamIndex { get; init; }

    public int? DefaultSubtitleStreamIndex { get; init; }

    public bool HasSegments { get; init; }

    /// <summary>As item details show it: nothing decided yet.</summary>
    /// <param name="source">What to show.</param>
    /// <param name="itemId">The item it was asked for; part of the addresses of attachments.</param>
    public static MediaSourceInfo From(MediaSource source, Guid itemId)
    {
        var id = source.Id.ToString("N", CultureInfo.InvariantCulture);
        return new MediaSourceInfo
        {
            Id = id,
            Path = source.Path,
            Container = source.Container,
            Size = source.Size,
            Name = source.Name,
            ETag = source.ETag,
            RunTimeTicks = source.RunTimeTicks,
            VideoType = source.IsVideo ? Playback.VideoType.VideoFile : null,
            MediaStreams = source.Streams.Select(stream => MediaStreamInfo.From(stream, Score(source, stream))).ToList(),
            MediaAttachments = source.Attachments.Select(file => MediaAttachmentInfo.From(file, itemId, id)).ToList(),
            Bitrate = source.Bitrate,
            DefaultAudioStreamIndex = source.DefaultAudioStreamIndex,
            DefaultSubtitleStreamIndex = source.DefaultSubtitleStreamIndex,
            HasSegments = source.HasSegments,
        };
    }

    private static int? Score(MediaSource source, MediaStream stream)
        => source.SubtitleScores.TryGetValue(stream.Index, out var score) ? score : null;
}
