using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>Causes and remedies in words.</summary>
public static class HardwareFindings
{
    public static HardwareFinding Of(HardwareFault fault, HardwareTarget target) => fault switch
    {
        HardwareFault.FfmpegMissing => new(fault, "ffmpeg cannot be started", "Install ffmpeg or name its path with --ffmpeg"),
        HardwareFault.EncoderMissing => new(
            fault, $"ffmpeg was built without {HardwareArguments.Encoders(target.Type)[0]} or a filter that goes with it", "Install jellyfin-ffmpeg, or an ffmpeg that has it"),
        HardwareFault.TypeNotProbed => new(
            fault, $"{target.Type} is not supported by this server", "Choose QSV, VA-API or NVENC in the dashboard, or no acceleration"),
        HardwareFault.NodeMissing => new(
            fault, $"{Device(target)} does not exist", Load(target.Type)),
        HardwareFault.NotADevice => new(
            fault, $"{Device(target)} is not a render node", "Name a node /dev/dri/renderD* in the dashboard; in a container pass it as a device, not as a volume"),
        HardwareFault.DeviceRefused => new(
            fault, $"{Device(target)} is there but the kernel refuses to open it", "In a container allow the device (--device, a device plugin, or lxc.cgroup2.devices.allow: c 226:* rwm); else look at dmesg for errors of the GPU's driver"),
        HardwareFault.WrongVendor => new(fault, $"{Device(target)} is not a GPU for {target.Type}", "Name the right node in the dashboard; numbers may change at a reboot"),
        HardwareFault.WrongDriver => new(fault, $"no driver in user space fits {Device(target)}", Driver(target.Type)),
        HardwareFault.RuntimeMissing => new(fault, $"the runtime that {target.Type} needs is missing or does not know this GPU", Runtime(target.Type)),
        HardwareFault.CodecNotSupported => new(
            fault, "the GPU or its driver does not support this codec or setting", "Switch the codec off for hardware decoding, or low-power encoding on or off, in the dashboard; update the driver"),
        HardwareFault.DecodeOnly => new(
            fault, "the driver can decode but not encode", "Install the full driver (intel-media-va-driver-non-free); on some GPUs only low-power encoding works: switch it on in the dashboard"),
        HardwareFault.TooManySessions => new(fault, "the GPU allows no further encoding session", "End other programs that encode, or limit streams with Transcoding:MaxStreams"),
        HardwareFault.GpuHang => new(fault, "the GPU hangs or was lost", "Look at dmesg; restart the host when it does not recover; update kernel and firmware"),
        HardwareFault.OpenClMissing => new(fault, "there is no OpenCL runtime: HDR cannot be turned into SDR in hardware", "Install intel-opencl-icd, or switch tone mapping off or to VPP"),
        HardwareFault.TimedOut => new(fault, "the GPU did not answer in time", "It hangs or is overloaded: look at dmesg; restart the host when a process stays in state D"),
        HardwareFault.FramesMissing => new(fault, "the test transcode lost frames", "Update driver and ffmpeg"),
        HardwareFault.JobsFail => new(fault, "transcodes in hardware fail again and again", "Look at the errors of streams in the log"),
        _ => new(fault, "the test failed for a reason that is not known", "Look at the detail"),
    };

    /// <param name="target">What is wanted.</param>
    /// <param name="node">Whom it belongs to.</param>
    public static HardwareFinding NoPermission(HardwareTarget target, RenderNode node)
    {
        var id = node.GroupId.ToString(CultureInfo.InvariantCulture);
        var group = node.GroupName ?? id;
        return new HardwareFinding(
            HardwareFault.NoPermission,
            $"the server's user may not open {Device(target)}; it belongs to group {group} (gid {id})",
            $"Add the user to the group (usermod -aG {group} jellyfin) and restart the server; in a container give the number (group_add or supplementalGroups: {id})");
    }

    public static HardwareFinding WrongVendor(HardwareTarget target, string vendor)
        => Of(HardwareFault.WrongVendor, target) with { Cause = $"{Device(target)} belongs to vendor {vendor}, which is no GPU for {target.Type}" };

    public static HardwareFinding FramesMissing(HardwareTarget target, string codec, int frames, int expected)
        => Of(HardwareFault.FramesMissing, target) with
        {
            Cause = string.Create(CultureInfo.InvariantCulture, $"the test transcode of {codec} made {frames} frames of {expected}"),
        };

    public static HardwareFinding CannotDecode(HardwareTarget target, string codec)
        => Of(HardwareFault.CodecNotSupported, target) with { Cause = $"the driver of {Device(target)} cannot decode {codec}" };

    public static HardwareFinding OnlyLowPower(HardwareTarget target)
        => new(HardwareFault.DecodeOnly, $"the driver of {Device(target)} encodes h264 with low power only", "Switch low-power encoding on in the dashboard");

    public static HardwareFinding NoLowPower(HardwareTarget target)
        => new(HardwareFault.CodecNotSupported, $"the driver of {Device(target)} has no low-power encoding of h264", "Switch low-power encoding off in the dashboard");

    private static string Device(HardwareTarget target)
        => target.Device.Length > 0 ? target.Device : target.Type == HardwareAccelerationType.nvenc ? "NVIDIA's device" : "a render node";

    private static string Load(HardwareAccelerationType type) => type == HardwareAccelerationType.nvenc
        ? "Load NVIDIA's kernel driver (nvidia-smi shows whether it is); in a container use the NVIDIA container toolkit"
        : "Load the GPU's kernel driver (i915 or xe for Intel); in a container pass the device (--device /dev/dri)";

    private static string Driver(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => "Install Intel's iHD driver (intel-media-va-driver); check with vainfo --display drm",
        HardwareAccelerationType.nvenc => "Install an NVIDIA driver that is new enough for this ffmpeg",
        _ => "Install the VA-API driver of the GPU (intel-media-va-driver, mesa-va-drivers); check with vainfo --display drm",
    };

    private static string Runtime(HardwareAccelerationType type) => type switch
    {
        HardwareAccelerationType.qsv => "Install libmfx-gen1 (oneVPL, from Tiger Lake on) or libmfx1 (older GPUs), or choose VA-API",
        HardwareAccelerationType.nvenc => "Install the NVIDIA driver's libraries (libcuda1, libnvidia-encode1); in a container use the NVIDIA container toolkit",
        _ => "Install the VA-API driver of the GPU; check with vainfo --display drm",
    };
}
