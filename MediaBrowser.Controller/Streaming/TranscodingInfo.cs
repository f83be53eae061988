using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback.Decisions;

namespace MediaBrowser.Controller.Streaming;

/// <summary>What is being made for a player, with the names of the API.</summary>
public sealed record TranscodingInfo
{
    public string? AudioCodec { get; init; }

    public string? VideoCodec { get; init; }

    public string? Container { get; init; }

    public bool IsVideoDirect { get; init; }

    public bool IsAudioDirect { get; init; }

    public int? Bitrate { get; init; }

    public float? Framerate { get; init; }

    public double? CompletionPercentage { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? AudioChannels { get; init; }

    public HardwareAccelerationType? HardwareAccelerationType { get; init; }

    public IReadOnlyList<TranscodeReason> TranscodeReasons { get; init; } = [];

    public static TranscodingInfo From(StreamPlan plan, string reasons) => new()
    {
        AudioCodec = plan.Audio?.Codec,
        VideoCodec = plan.Video?.Codec,
        Container = plan.SegmentContainer,
        IsVideoDirect = plan.Video is { IsCopy: true },
        IsAudioDirect = plan.Audio is { IsCopy: true },
        Bitrate = (plan.Video?.MaxBitrate ?? 0) + (plan.Audio?.Bitrate ?? 0),
        Framerate = (float?)(plan.Video?.Framerate ?? plan.Video?.Stream.AverageFrameRate),
        Width = plan.Video?.Width,
        Height = plan.Video?.Height,
        AudioChannels = plan.Audio?.Channels,
        HardwareAccelerationType = Configuration.HardwareAccelerationType.none,
        TranscodeReasons = Playback.Decisions.TranscodeReasons.Parse(reasons).List(),
    };
}
