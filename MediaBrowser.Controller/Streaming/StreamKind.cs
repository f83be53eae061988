using MediaBrowser.Controller.Configuration;

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
    /// <summary>What a new stream takes at most; what it is made with is decided where it is made.</summary>
    public static StreamKind Wanted(StreamPlan plan) => plan.Video is { IsCopy: false } ? StreamKind.Hardware : StreamKind.Copy;

    /// <summary>What a running stream takes.</summary>
    public static StreamKind Of(TranscodingInfo info) => info switch
    {
        { VideoCodec: null } or { IsVideoDirect: true } => StreamKind.Copy,
        { HardwareAccelerationType: null or HardwareAccelerationType.none } => StreamKind.Software,
        _ => StreamKind.Hardware,
    };
}
