using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>Chooses what makes a picture.</summary>
public static class VideoPipelines
{
    /// <summary>Hardware where it works and its encoder is there; and the decoder's where nothing forces the picture out of the GPU early.</summary>
    public static VideoPipeline Choose(StreamPlan plan, PipelineHost host)
    {
        var software = new VideoPipeline { ToneMapper = InSoftware(host.Features), Preset = host.Preset, Crf = host.Crf };
        if (plan.Video is not { IsCopy: false } video || !CanEncode(video.Codec, plan.Settings, host))
        {
            return software;
        }

        var pipeline = software with { Acceleration = host.Acceleration, Device = host.Device };
        var toneMapper = InHardware(plan.Settings, host);
        var isHdr = VideoRanges.Of(video.Stream) == VideoRange.HDR;
        return HardwareDecoders.CanDecode(video.Stream, plan.Settings) && (!isHdr || toneMapper is not null) && CanDeinterlace(video.Stream, plan.Settings, host)
            ? pipeline with { DecodesInHardware = true, ToneMapper = toneMapper ?? pipeline.ToneMapper }
            : pipeline;
    }

    private static bool CanEncode(string codec, EncodingOptions settings, PipelineHost host)
        => HardwareArguments.IsKnown(host.Acceleration) && settings.EnableHardwareEncoding && host.Features.Has(VideoEncoders.Name(codec, host.Acceleration));

    /// <summary>One frame for each: GPUs differ in how they make two, and replicas must not.</summary>
    private static bool CanDeinterlace(MediaStream video, EncodingOptions settings, PipelineHost host)
        => !video.IsInterlaced || (!settings.DeinterlaceDoubleRate && host.Features.Has(HardwareFilters.Deinterlacer(host.Acceleration)));

    internal static ToneMapper InSoftware(FfmpegFeatures features) => features.Has("tonemapx") ? ToneMapper.Tonemapx : ToneMapper.Zscale;

    /// <summary>Null when the GPU cannot, or is not meant to.</summary>
    private static ToneMapper? InHardware(EncodingOptions settings, PipelineHost host)
    {
        if (host.Acceleration == HardwareAccelerationType.nvenc)
        {
            return settings.EnableTonemapping && host.Features.Has("tonemap_cuda") ? ToneMapper.Cuda : null;
        }

        return settings.EnableVppTonemapping && host.Features.Has("tonemap_vaapi") ? ToneMapper.Vaapi
            : settings.EnableTonemapping && host.HasOpenCl && host.Features.Has("tonemap_opencl") ? ToneMapper.OpenCl
            : null;
    }
}
