using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Playback;

/// <summary>One playable file of an item. An item with several versions has one per version.</summary>
public sealed record MediaSource
{
    /// <summary>Id of the item (or version) the file belongs to; clients know the source by it.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    /// <summary>Names a client may know the container by, separated by commas: <c>mkv</c>, <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public string? Container { get; init; }

    public MediaType MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Changes with the file.</summary>
    public required string ETag { get; init; }

    public DateTimeOffset? FileModified { get; init; }

    /// <summary>Ticks of 100 ns.</summary>
    public long? RunTimeTicks { get; init; }

    /// <summary>Presentation time of the file's first frame in ticks; not zero in broadcasts.</summary>
    public long StartTicks { get; init; }

    /// <summary>Bits per second of the whole file.</summary>
    public int? Bitrate { get; init; }

    public IReadOnlyList<MediaStream> Streams { get; init; } = [];

    public IReadOnlyList<MediaAttachment> Attachments { get; init; } = [];

    public int? DefaultAudioStreamIndex { get; init; }

    public int? DefaultSubtitleStreamIndex { get; init; }

    /// <summary>Order in which subtitles were considered for this user, by stream index; only candidates are in it.</summary>
    public IReadOnlyDictionary<int, int> SubtitleScores { get; init; } = new Dictionary<int, int>();

    /// <summary>Whether anything is marked in it; the web client asks only then.</summary>
    public bool HasSegments { get; init; }

    public bool IsVideo => MediaType == MediaType.Video;

    public MediaStream? Video => Streams.FirstOrDefault(stream => stream.Type == MediaStreamType.Video);

    public MediaStream? Stream(int? index) => Streams.FirstOrDefault(stream => stream.Index == index);

    /// <summary>The wanted audio stream, else the default one, else the first.</summary>
    public MediaStream? Audio(int? index) => Find(MediaStreamType.Audio, index) ?? Find(MediaStreamType.Audio, DefaultAudioStreamIndex)
        ?? Streams.FirstOrDefault(stream => stream.Type == MediaStreamType.Audio);

    /// <summary>Null when the index names no subtitle stream; -1 means none.</summary>
    public MediaStream? Subtitle(int? index) => Find(MediaStreamType.Subtitle, index);

    private MediaStream? Find(MediaStreamType type, int? index)
        => index is null ? null : Streams.FirstOrDefault(stream => stream.Type == type && stream.Index == index);
}
