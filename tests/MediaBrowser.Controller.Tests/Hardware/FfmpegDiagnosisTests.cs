using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace MediaBrowser.Controller.Tests.Hardware;

public sealed class FfmpegDiagnosisTests
{
    private static readonly HardwareTarget Qsv = new(HardwareAccelerationType.qsv, "/dev/dri/renderD128");

    [Theory]
    [InlineData("[AVHWDeviceContext @ 0x1] No VA display found for device /dev/dri/renderD128.\nDevice creation failed: -22.", HardwareFault.NotADevice)]
    [InlineData("[AVHWDeviceContext @ 0x1] Failed to open /dev/dri/renderD128 as DRM device node.\nNo VA display found for device /dev/dri/renderD128.", HardwareFault.DeviceRefused)]
    [InlineData("[AVHWDeviceContext @ 0x1] No VA display found for any default device.", HardwareFault.WrongVendor)]
    [InlineData("Failed to initialise VAAPI connection: -1 (unknown libva error).\nDevice creation failed: -5.\nI/O error", HardwareFault.WrongDriver)]
    [InlineData("Error creating a MFX session: -9.\nDevice creation failed: -1313558101.\nUnknown error occurred", HardwareFault.RuntimeMissing)]
    [InlineData("[h264_qsv @ 0x1] Error initializing an MFX session: -3", HardwareFault.RuntimeMissing)]
    [InlineData("[h264_qsv @ 0x1] Error initializing an internal MFX session: unsupported (-3)", HardwareFault.RuntimeMissing)]
    [InlineData("[hevc_qsv @ 0x1] Error initializing the MFX video decoder: unsupported (-3)", HardwareFault.CodecNotSupported)]
    [InlineData("[h264_qsv @ 0x1] Low power mode is unsupported\nError initializing the encoder: unsupported (-3)", HardwareFault.CodecNotSupported)]
    [InlineData("Failed to create a VAAPI device.", HardwareFault.WrongDriver)]
    [InlineData("[h264_vaapi @ 0x1] No usable encoding entrypoint found for profile VAProfileH264High (7).", HardwareFault.DecodeOnly)]
    [InlineData("[h264_qsv @ 0x1] Error during encoding: device failed (-17)", HardwareFault.GpuHang)]
    [InlineData("[h264_qsv @ 0x1] Error during encoding: device lost (-13)", HardwareFault.GpuHang)]
    [InlineData("[h264_qsv @ 0x1] Error during encoding: GPU Hang (-21)", HardwareFault.GpuHang)]
    [InlineData("Failed to get number of OpenCL platforms: -1001.\nDevice creation failed: -19.", HardwareFault.OpenClMissing)]
    [InlineData("Unknown encoder 'h264_qsv'", HardwareFault.EncoderMissing)]
    [InlineData("[AVFilterGraph @ 0x1] No such filter: 'scale_qsv'", HardwareFault.EncoderMissing)]
    [InlineData("[AVHWDeviceContext @ 0x1] Cannot load libcuda.so.1\nCould not dynamically load CUDA\nDevice creation failed: -1.\nOperation not permitted", HardwareFault.RuntimeMissing)]
    [InlineData("[h264_nvenc @ 0x1] OpenEncodeSessionEx failed: out of memory (10)", HardwareFault.TooManySessions)]
    [InlineData("something that nobody has seen", HardwareFault.Unknown)]
    public void Every_error_text_has_a_cause_and_a_remedy(string errors, HardwareFault expected)
    {
        var finding = FfmpegDiagnosis.Explain(errors, Qsv);

        Assert.Equal(expected, finding.Fault);
        Assert.NotEmpty(finding.Cause);
        Assert.NotEmpty(finding.Remedy);
        Assert.Contains(errors[^5..], finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_without_permission_names_the_group_and_its_number()
    {
        var node = new RenderNode { Exists = true, IsCharacterDevice = true, GroupId = 104, GroupName = "render", OpenError = "sh: 1: cannot create /dev/dri/renderD128: Permission denied" };

        var finding = RenderNodeRules.FindProblem(node, Qsv)!;

        Assert.Equal(HardwareFault.NoPermission, finding.Fault);
        Assert.Contains("group render (gid 104)", finding.Cause, StringComparison.Ordinal);
        Assert.Contains("usermod -aG render", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_of_another_vendor_is_wrong_for_qsv_and_right_for_vaapi()
    {
        var node = new RenderNode { Exists = true, IsCharacterDevice = true, Vendor = "0x1002" };

        Assert.Equal(HardwareFault.WrongVendor, RenderNodeRules.FindProblem(node, Qsv)?.Fault);
        Assert.Null(RenderNodeRules.FindProblem(node, Qsv with { Type = HardwareAccelerationType.vaapi }));
    }

    [Theory]
    [InlineData("/dev/dri/renderD128", true)]
    [InlineData("/dev/dri/by-path/pci-0000:00:02.0-render", true)]
    [InlineData("/dev/dri/renderD128,driver=evil", false)]
    [InlineData("renderD128", false)]
    public void A_device_is_a_path_and_nothing_else(string device, bool isSafe) => Assert.Equal(isSafe, HardwareArguments.IsSafeDevice(device));
}
