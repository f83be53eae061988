using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>Filters for pictures that are in a GPU, and ways into it and out of it.</summary>
internal static class HardwareFilters
{
    /// <summary>From the GPU, in the form in which it was left there, to where text and pictures are drawn.</summary>
    public static string Download(VideoPlan video, VideoPipeline pipeline)
        => pipeline.ToneMapper == ToneMapper.Cuda && VideoRanges.Of(video.Stream) == VideoRange.HDR ? "hwdownload,format=yuv420p" : "hwdownload,format=nv12";

    public static string Deinterlacer(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => "deinterlace_qsv",
        HardwareAccelerationType.vaapi => "deinterlace_vaapi",
        _ => "yadif_cuda",
    };

    public static string Deinterlace(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => "deinterlace_qsv=mode=2",
        HardwareAccelerationType.vaapi => "deinterlace_vaapi=rate=frame",
        _ => "yadif_cuda=0:-1:0",
    };

    /// <summary>Always there, so that what comes out has a form that the encoder takes, whatever was decoded.</summary>
    public static IEnumerable<string> ScaleAndToneMap(VideoPlan video, VideoPipeline pipeline, EncodingOptions settings)
    {
        var isHdr = VideoRanges.Of(video.Stream) == VideoRange.HDR;
        yield return Scale(video, pipeline.Acceleration, isHdr ? "p010" : "nv12");
        if (isHdr)
        {
            yield return ToneMapFilter(pipeline, settings);
        }
    }

    /// <summary>From memory into the GPU; empty where the encoder does it by itself.</summary>
    public static string Upload(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => "format=nv12,hwupload=extra_hw_frames=64",
        HardwareAccelerationType.vaapi => "format=nv12,hwupload",
        _ => "",
    };

    private static string Scale(VideoPlan video, HardwareAccelerationType type, string format)
    {
        var filter = type switch
        {
            HardwareAccelerationType.qsv => "scale_qsv",
            HardwareAccelerationType.vaapi => "scale_vaapi",
            _ => "scale_cuda",
        };
        return video is { Width: { } width, Height: { } height }
            ? string.Create(CultureInfo.InvariantCulture, $"{filter}=w={width}:h={height}:format={format}")
            : $"{filter}=format={format}";
    }

    private static string ToneMapFilter(VideoPipeline pipeline, EncodingOptions settings)
    {
        const string ToStandard = "p=bt709:t=bt709:m=bt709";
        var device = pipeline.Acceleration == HardwareAccelerationType.qsv ? "qsv" : "vaapi";
        var options = ToneMaps.Options(settings, pipeline.ToneMapper);
        return pipeline switch
        {
            { ToneMapper: ToneMapper.Cuda } => $"tonemap_cuda=format=yuv420p:{ToStandard}:{options}",
            { ToneMapper: ToneMapper.OpenCl } =>
                $"hwmap=derive_device=opencl:mode=read,tonemap_opencl=format=nv12:{ToStandard}:{options},"
                + $"hwmap=derive_device={device}:mode=write:reverse=1:extra_hw_frames=16,format={device}",
            { Acceleration: HardwareAccelerationType.qsv } =>
                $"hwmap=derive_device=vaapi,format=vaapi,tonemap_vaapi=format=nv12:{ToStandard},hwmap=derive_device=qsv,format=qsv",
            _ => $"tonemap_vaapi=format=nv12:{ToStandard}",
        };
    }
}
