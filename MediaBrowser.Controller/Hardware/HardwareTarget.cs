using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>The hardware that administrators want video to be transcoded with.</summary>
/// <param name="Type">Kind of acceleration.</param>
/// <param name="Device">Render node; empty = the first one of the right vendor. NVENC needs none.</param>
public sealed record HardwareTarget(HardwareAccelerationType Type, string Device)
{
    /// <summary>Codecs to decode in hardware too: <c>h264</c>, <c>hevc</c>.</summary>
    public IReadOnlyList<string> Codecs { get; init; } = [ProbeClip.H264];

    /// <summary>Intel's low-power encoder.</summary>
    public bool LowPower { get; init; }

    /// <summary>HDR is turned into SDR with OpenCL.</summary>
    public bool NeedsOpenCl { get; init; }

    public static HardwareTarget From(EncodingOptions options) => new(options.HardwareAccelerationType, DeviceOf(options))
    {
        Codecs = [ProbeClip.H264, .. options.HardwareDecodingCodecs.Contains(ProbeClip.Hevc) ? new[] { ProbeClip.Hevc } : []],
        LowPower = options.EnableIntelLowPowerH264HwEncoder,
        NeedsOpenCl = options.EnableTonemapping,
    };

    /// <summary>Two settings that need the same probe.</summary>
    public bool IsSame(HardwareTarget? other)
        => other is not null && this with { Codecs = [] } == other with { Codecs = [] } && Codecs.SequenceEqual(other.Codecs);

    private static string DeviceOf(EncodingOptions options) => options.HardwareAccelerationType switch
    {
        HardwareAccelerationType.qsv => options.QsvDevice ?? "",
        HardwareAccelerationType.vaapi => options.VaapiDevice ?? "",
        _ => "",
    };
}
