using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>Argument lists for ffmpeg that find out whether hardware works.</summary>
public static class HardwareArguments
{
    /// <summary>Of x264.</summary>
    public const string DefaultPreset = "veryfast";

    private const int Width = 1280;
    private const int Height = 720;

    /// <summary>Names that ffmpeg must list for a kind of acceleration.</summary>
    public static IReadOnlyList<string> Encoders(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => ["h264_qsv"],
        HardwareAccelerationType.vaapi => ["h264_vaapi"],
        HardwareAccelerationType.nvenc => ["h264_nvenc"],
        _ => ["libx264"],
    };

    public static bool IsKnown(HardwareAccelerationType type)
        => type is HardwareAccelerationType.qsv or HardwareAccelerationType.vaapi or HardwareAccelerationType.nvenc;

    /// <summary>Whether a path can stand in a device description without meaning anything else there.</summary>
    public static bool IsSafeDevice(string device)
        => device.StartsWith('/') && device.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.' or ':' or '+');

    /// <summary>Lists the encoders that ffmpeg was built with.</summary>
    public static IReadOnlyList<string> ListEncoders() => List("-encoders");

    /// <summary>Lists the filters that ffmpeg was built with.</summary>
    public static IReadOnlyList<string> ListFilters() => List("-filters");

    /// <summary>Opens the device and does nothing with it.</summary>
    public static IReadOnlyList<string> Initialise(HardwareAccelerationType type, string device)
        => ["-hide_banner", "-nostdin", "-loglevel", "verbose", .. Devices(type, device), .. NoPicture];

    /// <summary>Opens the OpenCL runtime that turns HDR into SDR.</summary>
    public static IReadOnlyList<string> InitialiseOpenCl()
        => ["-hide_banner", "-nostdin", "-loglevel", "verbose", "-init_hw_device", "opencl=ocl", .. NoPicture];

    /// <summary>
    /// Reads a raw stream from the input, scales it up and encodes it, all in hardware; reports frames on the output and times at the end of
    /// the errors. Without acceleration the same with libx264.
    /// </summary>
    public static IReadOnlyList<string> Transcode(HardwareTarget target, string codec, string preset = DefaultPreset) =>
    [
        "-hide_banner", "-loglevel", "info", "-nostats", "-benchmark", "-progress", "pipe:1",
        .. Devices(target.Type, target.Device),
        .. Decoder(target.Type, codec),
        "-f", codec, "-framerate", ProbeClip.FrameRate.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
        "-vf", Scale(target.Type),
        .. Encoder(target, preset),
        "-f", "null", "-",
    ];

    /// <summary>Opens the device for what follows, also for filters that bring pictures into it.</summary>
    internal static IEnumerable<string> Open(HardwareAccelerationType type, string device) =>
    [
        .. Devices(type, device),
        .. type switch
        {
            HardwareAccelerationType.qsv => ["-filter_hw_device", "qs"],
            HardwareAccelerationType.vaapi => ["-filter_hw_device", "va"],
            HardwareAccelerationType.nvenc => ["-filter_hw_device", "cu"],
            _ => Array.Empty<string>(),
        },
    ];

    /// <summary>Options of an input whose pictures stay in the GPU.</summary>
    internal static string[] Decoder(HardwareAccelerationType type, string codec) => type switch
    {
        HardwareAccelerationType.qsv =>
        [
            "-hwaccel", "qsv", "-hwaccel_device", "qs", "-hwaccel_output_format", "qsv", "-c:v", codec == "mpeg2video" ? "mpeg2_qsv" : codec + "_qsv",
        ],
        HardwareAccelerationType.vaapi => ["-hwaccel", "vaapi", "-hwaccel_device", "va", "-hwaccel_output_format", "vaapi"],
        HardwareAccelerationType.nvenc => ["-hwaccel", "cuda", "-hwaccel_device", "cu", "-hwaccel_output_format", "cuda"],
        _ => [],
    };

    private static string[] List(string what) => ["-hide_banner", "-loglevel", "error", "-nostdin", what];

    private static string[] NoPicture => ["-f", "lavfi", "-i", "nullsrc=s=64x64:d=0.04", "-f", "null", "-"];

    // ffmpeg's own choice of a device for QSV knows only the i915 kernel driver: it is made of a VA-API device here.
    private static string[] Devices(HardwareAccelerationType type, string device) => type switch
    {
        HardwareAccelerationType.qsv => ["-init_hw_device", $"vaapi=va:{device},driver=iHD", "-init_hw_device", "qsv=qs@va"],
        HardwareAccelerationType.vaapi => ["-init_hw_device", $"vaapi=va:{device}"],
        HardwareAccelerationType.nvenc => ["-init_hw_device", "cuda=cu:0"],
        _ => [],
    };

    // Frames that were decoded in software by mistake do not fit into these filters: the probe fails instead of proving nothing.
    private static string Scale(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => Sized("scale_qsv") + ":format=nv12",
        HardwareAccelerationType.vaapi => Sized("scale_vaapi") + ":format=nv12",
        HardwareAccelerationType.nvenc => Sized("scale_cuda") + ":format=nv12",
        _ => Sized("scale") + ",format=yuv420p",
    };

    private static string Sized(string filter) => string.Create(CultureInfo.InvariantCulture, $"{filter}=w={Width}:h={Height}");

    private static string[] Encoder(HardwareTarget target, string preset) => target.Type switch
    {
        HardwareAccelerationType.qsv => ["-c:v", "h264_qsv", .. LowPower(target), "-b:v", "3M"],
        HardwareAccelerationType.vaapi => ["-c:v", "h264_vaapi", .. LowPower(target), "-b:v", "3M"],
        HardwareAccelerationType.nvenc => ["-c:v", "h264_nvenc", "-b:v", "3M"],
        _ => ["-c:v", "libx264", "-preset", preset, "-crf", "23"],
    };

    private static string[] LowPower(HardwareTarget target) => target.LowPower ? ["-low_power", "1"] : [];
}
