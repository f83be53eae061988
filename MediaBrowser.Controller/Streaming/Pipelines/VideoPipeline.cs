using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>What turns HDR into SDR.</summary>
public enum ToneMapper
{
    /// <summary>zimg, in software.</summary>
    Zscale,

    /// <summary>jellyfin-ffmpeg's, in software.</summary>
    Tonemapx,

    /// <summary>The video processor of Intel's GPUs.</summary>
    Vaapi,
    OpenCl,

    /// <summary>jellyfin-ffmpeg's.</summary>
    Cuda,
}

/// <summary>
/// What makes the encoded picture on this replica. Another replica may make the next segment with something else: times, sizes, codec and cuts
/// are the plan's, not the pipeline's.
/// </summary>
public sealed record VideoPipeline
{
    public static readonly VideoPipeline Software = new();

    /// <summary>What encodes.</summary>
    public HardwareAccelerationType Acceleration { get; init; }

    /// <summary>Render node; empty where none is needed.</summary>
    public string Device { get; init; } = "";

    /// <summary>The picture stays in the GPU from the decoder on.</summary>
    public bool DecodesInHardware { get; init; }

    /// <summary>Preview pictures that were decoded there are encoded there.</summary>
    public bool EncodesPictures { get; init; }

    public ToneMapper ToneMapper { get; init; }

    /// <summary>Of this replica, instead of the administrators'; null = theirs.</summary>
    public string? Preset { get; init; }

    /// <summary>Of this replica, instead of the administrators'; null = theirs.</summary>
    public int? Crf { get; init; }

    public bool IsHardware => Acceleration != HardwareAccelerationType.none;
}

/// <summary>What a replica has to make pictures with.</summary>
/// <param name="Acceleration">That works, as far as is known.</param>
/// <param name="Features">Of its ffmpeg.</param>
public sealed record PipelineHost(HardwareAccelerationType Acceleration, FfmpegFeatures Features)
{
    /// <summary>Render node; empty where none is needed.</summary>
    public string Device { get; init; } = "";

    /// <summary>The probe could open the OpenCL runtime.</summary>
    public bool HasOpenCl { get; init; }

    /// <summary>Instead of the administrators'; null = theirs.</summary>
    public string? Preset { get; init; }

    /// <summary>Instead of the administrators'; null = theirs.</summary>
    public int? Crf { get; init; }
}
