using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Streaming;

/// <summary>What a stream takes of the replica that makes it.</summary>
public enum StreamKind
{
    /// <summary>The picture is copied, or there is none.</summary>
    Copy,

    /// <summary>The picture is encoded, in software only.</summary>
    Software,

    /// <summary>The picture is encoded in hardware; where that does not work, in software.</summary>
    Hardware,
}

public static class StreamKinds
{
    /// <summary>What a new stream would take of a replica: asks what would choose its encoder there.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="report">Of the replica; null = it has not said anything yet.</param>
    public static StreamKind Wanted(StreamPlan plan, TranscodingReport? report)
        => plan.Video is not { IsCopy: false } ? StreamKind.Copy
            : report is not null && VideoPipelines.Choose(plan, report.Host).IsHardware ? StreamKind.Hardware
            : StreamKind.Software;

    /// <summary>What a running stream takes.</summary>
    public static StreamKind Of(TranscodingInfo info) => info switch
    {
        { VideoCodec: null } or { IsVideoDirect: true } => StreamKind.Copy,
        { HardwareAccelerationType: null or HardwareAccelerationType.none } => StreamKind.Software,
        _ => StreamKind.Hardware,
    };
}
