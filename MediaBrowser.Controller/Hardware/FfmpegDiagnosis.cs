namespace MediaBrowser.Controller.Hardware;

/// <summary>What ffmpeg's error texts mean. Exit codes differ from version to version and say nothing.</summary>
public static class FfmpegDiagnosis
{
    private const int DetailLength = 300;

    /// <summary>The first text that occurs decides: particular ones come before those that follow from them.</summary>
    private static readonly (string Text, HardwareFault Fault)[] Table =
    [
        ("number of OpenCL platforms", HardwareFault.OpenClMissing),
        ("Unknown encoder", HardwareFault.EncoderMissing),
        ("Unknown decoder", HardwareFault.EncoderMissing),
        ("No such filter", HardwareFault.EncoderMissing),
        ("unknown device type", HardwareFault.EncoderMissing),
        ("Unrecognized hwaccel", HardwareFault.EncoderMissing),
        ("GPU Hang", HardwareFault.GpuHang),
        ("device failed", HardwareFault.GpuHang),
        ("device lost", HardwareFault.GpuHang),
        ("CUDA_ERROR_LAUNCH_TIMEOUT", HardwareFault.GpuHang),
        ("CUDA_ERROR_NO_DEVICE", HardwareFault.NodeMissing),
        ("OpenEncodeSessionEx failed: out of memory", HardwareFault.TooManySessions),
        ("minimum required Nvidia driver", HardwareFault.WrongDriver),
        ("No capable devices found", HardwareFault.DecodeOnly),
        ("No NVENC capable devices found", HardwareFault.DecodeOnly),
        ("Cannot load libcuda", HardwareFault.RuntimeMissing),
        ("Cannot load libnvcuvid", HardwareFault.RuntimeMissing),
        ("Cannot load libnvidia-encode", HardwareFault.RuntimeMissing),
        ("No usable encoding entrypoint found", HardwareFault.DecodeOnly),
        ("No usable encoding profile found", HardwareFault.CodecNotSupported),
        ("Error initializing the MFX video decoder", HardwareFault.CodecNotSupported),
        ("mode is unsupported", HardwareFault.CodecNotSupported),
        ("Error initializing the encoder", HardwareFault.CodecNotSupported),
        ("No support for codec", HardwareFault.CodecNotSupported),
        ("not supported for hardware decode", HardwareFault.CodecNotSupported),
        ("Failed setup for format", HardwareFault.CodecNotSupported),
        ("Hardware is lacking required capabilities", HardwareFault.CodecNotSupported),
        ("Error creating a MFX session", HardwareFault.RuntimeMissing),
        ("MFX session: -9", HardwareFault.RuntimeMissing),
        ("Error initializing an MFX session", HardwareFault.RuntimeMissing),
        ("Error initializing an internal MFX session", HardwareFault.RuntimeMissing),
        ("Failed to initialise VAAPI connection", HardwareFault.WrongDriver),
        ("Permission denied", HardwareFault.DeviceRefused),
        ("as DRM device node", HardwareFault.DeviceRefused),
        ("Cannot open a VA display from DRM device", HardwareFault.NotADevice),
        ("No VA display found for device", HardwareFault.NotADevice),
        ("No VA display found for any default device", HardwareFault.WrongVendor),
        ("Failed to create a VAAPI device", HardwareFault.WrongDriver),
    ];

    /// <param name="errors">The end of what ffmpeg wrote.</param>
    /// <param name="target">What was tried.</param>
    public static HardwareFinding Explain(string errors, HardwareTarget target)
    {
        var row = Array.Find(Table, row => errors.Contains(row.Text, StringComparison.OrdinalIgnoreCase));
        return HardwareFindings.Of(row.Text is null ? HardwareFault.Unknown : row.Fault, target) with { Detail = Tail(errors) };
    }

    /// <param name="output">The end of what ffmpeg wrote; nothing when it was ended because it made nothing for long.</param>
    /// <param name="target">What was tried.</param>
    public static HardwareFinding ExplainRun(string output, HardwareTarget target)
        => output.Length == 0 ? HardwareFindings.Of(HardwareFault.TimedOut, target) : Explain(output, target);

    private static string? Tail(string errors)
    {
        var text = string.Join(" | ", errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return text.Length == 0 ? null : text.Length > DetailLength ? text[^DetailLength..] : text;
    }
}
