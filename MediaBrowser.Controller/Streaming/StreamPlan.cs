using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Playback.Decisions;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Streaming;

/// <summary>What ffmpeg does to make a stream. Two replicas with the same address and database make the same plan.</summary>
public sealed record StreamPlan
{
    public required MediaSource Source { get; init; }

    /// <summary>Null for sound alone.</summary>
    public VideoPlan? Video { get; init; }

    /// <summary>Null for silent films.</summary>
    public AudioPlan? Audio { get; init; }

    /// <summary>Subtitle that is burnt into the picture; null = none.</summary>
    public MediaStream? BurntSubtitle { get; init; }

    /// <summary>The text that is burnt in is there up to this time only; null = all of it.</summary>
    public long? TextUntil { get; init; }

    /// <summary>Bytes at the beginning of a Blu-ray subtitle's file that are not needed from where a run begins.</summary>
    public long SubtitleOffset { get; init; }

    /// <summary><c>ts</c> or <c>mp4</c>.</summary>
    public required string SegmentContainer { get; init; }

    public required SegmentGrid Grid { get; init; }

    /// <summary>Of the administrators, the same on every replica.</summary>
    public EncodingOptions Settings { get; init; } = new();

    /// <summary>What is cut into segments, the picture or else the sound, is taken as it is.</summary>
    public bool IsCutCopy => Video?.IsCopy ?? Audio?.IsCopy ?? false;

    public bool IsFragmentedMp4 => SegmentContainer == "mp4";

    /// <summary>What the film has attached for a text that lies beside it.</summary>
    public IEnumerable<MediaAttachment> FontsForSubtitle
        => BurntSubtitle is { IsExternal: true, IsTextSubtitle: true } ? Source.Attachments.Where(attachment => attachment.IsFont) : [];

    /// <summary>What ffmpeg said, without the paths of the film and of what lies beside it: for logs.</summary>
    public string WithoutPaths(string said)
        => Source.Streams.Select(stream => stream.Path).OfType<string>().Append(Source.Path).OrderByDescending(path => path.Length)
            .Aggregate(said, (text, path) => text.Replace(path, "SOURCE", StringComparison.Ordinal));

    /// <summary>The same, if administrators let the user have it made, else a <see cref="TranscodeForbiddenException"/>.</summary>
    /// <param name="user">Null = a program, which may have everything.</param>
    public StreamPlan For(User? user) => TranscodeRights.Allow(user?.Policy, this) ? this : throw new TranscodeForbiddenException();

    /// <summary>Whether it is a file of Blu-ray subtitles beside the film.</summary>
    public static bool IsSup(MediaStream? subtitle) => subtitle is { IsExternal: true, Codec: "PGSSUB" };
}

/// <param name="Stream">Which stream of the source.</param>
/// <param name="IsCopy">Taken as it is; everything below is then what the source has.</param>
/// <param name="Codec">Codec of the result.</param>
public sealed record VideoPlan(MediaStream Stream, bool IsCopy, string Codec)
{
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Bits per second that are never exceeded for long; null = as much as the quality needs.</summary>
    public int? MaxBitrate { get; init; }

    /// <summary>Frames per second to reduce to; null = as the source has.</summary>
    public double? Framerate { get; init; }

    public string? Profile { get; init; }

    public double? Level { get; init; }
}

/// <param name="Stream">Which stream of the source.</param>
/// <param name="IsCopy">Taken as it is.</param>
/// <param name="Codec">Codec of the result.</param>
public sealed record AudioPlan(MediaStream Stream, bool IsCopy, string Codec)
{
    public int? Channels { get; init; }

    /// <summary>Bits per second.</summary>
    public int? Bitrate { get; init; }

    /// <summary>The bit rate is what it has on average, where the encoder does that well.</summary>
    public bool HasVariableRate { get; init; }

    /// <summary>Hertz; null = as the source has.</summary>
    public int? SampleRate { get; init; }
}
