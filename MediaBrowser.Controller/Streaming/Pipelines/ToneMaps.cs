using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>HDR to SDR in software.</summary>
internal static class ToneMaps
{
    public static string InSoftware(MediaStream video, ToneMapper mapper, EncodingOptions settings)
    {
        // Files do not always say what ffmpeg must know to convert colours; that it is HDR is known from elsewhere then.
        var transfer = video.ColorTransfer?.ToLowerInvariant() == "arib-std-b67" ? "arib-std-b67" : "smpte2084";
        var given = $"setparams=color_primaries=bt2020:color_trc={transfer}:colorspace=bt2020nc";
        return mapper == ToneMapper.Tonemapx
            ? $"{given},tonemapx=format=yuv420p:p=bt709:t=bt709:m=bt709:{Options(settings, mapper)}"
            : $"{given},zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap={Curve(settings, mapper)}:desat={Number(settings.TonemappingDesat)},"
                + "zscale=t=bt709:m=bt709:r=tv";
    }

    /// <summary>What filters that map tones by themselves are told, in memory or in a GPU.</summary>
    public static string Options(EncodingOptions settings, ToneMapper mapper)
        => $"tonemap={Curve(settings, mapper)}:desat={Number(settings.TonemappingDesat)}:peak={Number(settings.TonemappingPeak)}";

    /// <summary>Only jellyfin-ffmpeg's filters know bt2390.</summary>
    private static string Curve(EncodingOptions settings, ToneMapper mapper)
        => settings.TonemappingAlgorithm == TonemappingAlgorithm.bt2390 && mapper is not (ToneMapper.Tonemapx or ToneMapper.Cuda)
            ? "hable"
            : settings.TonemappingAlgorithm.ToString();

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
