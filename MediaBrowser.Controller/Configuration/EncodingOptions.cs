namespace MediaBrowser.Controller.Configuration;

/// <summary>How video is transcoded, with the names and defaults of the API.</summary>
public sealed record EncodingOptions
{
    public int EncodingThreadCount { get; init; } = -1;

    public bool EnableFallbackFont { get; init; }

    public bool EnableAudioVbr { get; init; }

    public double DownMixAudioBoost { get; init; } = 2;

    public DownMixStereoAlgorithms DownMixStereoAlgorithm { get; init; }

    public int MaxMuxingQueueSize { get; init; } = 2048;

    public bool EnableThrottling { get; init; }

    public int ThrottleDelaySeconds { get; init; } = 180;

    public bool EnableSegmentDeletion { get; init; }

    public int SegmentKeepSeconds { get; init; } = 720;

    public HardwareAccelerationType HardwareAccelerationType { get; init; }

    public string? EncoderAppPathDisplay { get; init; }

    public string? VaapiDevice { get; init; } = "/dev/dri/renderD128";

    public string? QsvDevice { get; init; } = "";

    public bool EnableTonemapping { get; init; }

    public bool EnableVppTonemapping { get; init; }

    public bool EnableVideoToolboxTonemapping { get; init; }

    public TonemappingAlgorithm TonemappingAlgorithm { get; init; } = TonemappingAlgorithm.bt2390;

    public TonemappingMode TonemappingMode { get; init; }

    public TonemappingRange TonemappingRange { get; init; }

    public double TonemappingDesat { get; init; }

    public double TonemappingPeak { get; init; } = 100;

    public double TonemappingParam { get; init; }

    public double VppTonemappingBrightness { get; init; } = 16;

    public double VppTonemappingContrast { get; init; } = 1;

    public int H264Crf { get; init; } = 23;

    public int H265Crf { get; init; } = 28;

    public EncoderPreset EncoderPreset { get; init; }

    public bool DeinterlaceDoubleRate { get; init; }

    public DeinterlaceMethod DeinterlaceMethod { get; init; }

    public bool EnableDecodingColorDepth10Hevc { get; init; } = true;

    public bool EnableDecodingColorDepth10Vp9 { get; init; } = true;

    public bool EnableDecodingColorDepth10HevcRext { get; init; }

    public bool EnableDecodingColorDepth12HevcRext { get; init; }

    public bool EnableEnhancedNvdecDecoder { get; init; } = true;

    public bool PreferSystemNativeHwDecoder { get; init; } = true;

    public bool EnableIntelLowPowerH264HwEncoder { get; init; }

    public bool EnableIntelLowPowerHevcHwEncoder { get; init; }

    public bool EnableHardwareEncoding { get; init; } = true;

    public bool AllowHevcEncoding { get; init; }

    public bool AllowAv1Encoding { get; init; }

    public bool EnableSubtitleExtraction { get; init; } = true;

    public int SubtitleExtractionTimeoutMinutes { get; init; } = 30;

    public IReadOnlyList<string> HardwareDecodingCodecs { get; init; } = ["h264", "vc1"];

    public IReadOnlyList<string> AllowOnDemandMetadataBasedKeyframeExtractionForExtensions { get; init; } = ["mkv"];

    public HlsAudioSeekStrategy HlsAudioSeekStrategy { get; init; }

    public string? TranscodingTempPath { get; init; }

    public string? FallbackFontPath { get; init; }

    public string? EncoderAppPath { get; init; }
}
