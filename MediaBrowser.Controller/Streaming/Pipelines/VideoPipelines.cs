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
        var software = InSoftware(host);
        if (plan.Video is not { IsCopy: false } video || !CanEncode(video.Codec, plan.Settings, host))
        {
            return software;
        }

        var pipeline = software with { Acceleration = host.Acceleration, Device = host.Device };
        return CanDeinterlace(video.Stream, plan.Settings, host) ? Decoding(pipeline, video.Stream, plan.Settings, host) ?? pipeline : pipeline;
    }

    /// <summary>For pictures out of a film: in hardware what leaves the GPU small and in SDR, else all in software.</summary>
    public static VideoPipeline ForPictures(MediaStream video, EncodingOptions settings, PipelineHost host)
    {
        var software = InSoftware(host);
        return HardwareArguments.IsKnown(host.Acceleration)
            ? Decoding(software with { Acceleration = host.Acceleration, Device = host.Device }, video, settings, host) ?? software
            : software;
    }

    private static VideoPipeline InSoftware(PipelineHost host)
        => new() { ToneMapper = host.Features.Has("tonemapx") ? ToneMapper.Tonemapx : ToneMapper.Zscale, Preset = host.Preset, Crf = host.Crf };

    /// <summary>The same with the picture in the GPU from the decoder on; null where it cannot be.</summary>
    private static VideoPipeline? Decoding(VideoPipeline pipeline, MediaStream video, EncodingOptions settings, PipelineHost host)
    {
        var toneMapper = InHardware(settings, host);
        return HardwareDecoders.CanDecode(video, settings) && (VideoRanges.Of(video) != VideoRange.HDR || toneMapper is not null)
            ? pipeline with { DecodesInHardware = true, ToneMapper = toneMapper ?? pipeline.ToneMapper }
            : null;
    }

    private static bool CanEncode(string codec, EncodingOptions settings, PipelineHost host)
        => HardwareArguments.IsKnown(host.Acceleration) && settings.EnableHardwareEncoding && host.Features.Has(VideoEncoders.Name(codec, host.Acceleration));

    /// <summary>One frame for each: GPUs differ in how they make two, and replicas must not.</summary>
    private static bool CanDeinterlace(MediaStream video, EncodingOptions settings, PipelineHost host)
        => !video.IsInterlaced || (!settings.DeinterlaceDoubleRate && host.Features.Has(HardwareFilters.Deinterlacer(host.Acceleration)));

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
