using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace MediaBrowser.Controller.Tests.Hardware;

public sealed class VainfoTests
{
    private const string Start = """
        libva info: VA-API version 1.22.0
        libva info: Trying to open /usr/lib/x86_64-linux-gnu/dri/iHD_drv_video.so
        vainfo: VA-API version: 1.22 (libva 2.22.0)
        vainfo: Driver version: Intel iHD driver for Intel(R) Gen Graphics - 24.3.4 ()
        vainfo: Supported profile and entrypoints
              VAProfileNone                   :	VAEntrypointVideoProc

        """;

    private const string H264Decode = "      VAProfileH264High               :\tVAEntrypointVLD\n";
    private const string H264Encode = "      VAProfileH264High               :\tVAEntrypointEncSlice\n";
    private const string H264LowPower = "      VAProfileH264High               :\tVAEntrypointEncSliceLP\n";
    private const string HevcDecode = "      VAProfileHEVCMain               :\tVAEntrypointVLD\n";

    private static readonly HardwareTarget Qsv = new(HardwareAccelerationType.qsv, "/dev/dri/renderD128");
    private static readonly HardwareFinding Vague = HardwareFindings.Of(HardwareFault.Unknown, Qsv) with { Detail = "what ffmpeg said" };

    [Fact]
    public void Driver_and_entrypoints_are_read_wherever_they_are_written()
    {
        var driver = Vainfo.Read(H264Decode + H264Encode + HevcDecode, Start);

        Assert.Equal("Intel iHD driver for Intel(R) Gen Graphics - 24.3.4 ()", driver.Name);
        Assert.Equal(["VAProfileH264High: VLD, EncSlice", "VAProfileHEVCMain: VLD", "VAProfileNone: VideoProc"], driver.Entrypoints.Order());
        Assert.Null(driver.Fault);
    }

    [Theory]
    [InlineData("Failed to open the given device!\nerror: failed to initialize display", HardwareFault.DeviceRefused)]
    [InlineData("error: failed to initialize display", HardwareFault.WrongDriver)]
    [InlineData("vaInitialize failed with error code -1 (unknown libva error),exit", HardwareFault.WrongDriver)]
    public void Its_failures_are_explained(string error, HardwareFault fault)
    {
        var driver = Vainfo.Read("", error);

        Assert.Equal((null, fault), (driver.Name, driver.Fault));
        Assert.Equal(fault, Vainfo.Refine(Vague, driver, Qsv, null).Fault);
    }

    [Theory]
    [InlineData(H264Decode, false, "h264", HardwareFault.DecodeOnly, "the driver can decode but not encode")]
    [InlineData(H264Decode + H264Encode, false, "hevc", HardwareFault.CodecNotSupported, "the driver of /dev/dri/renderD128 cannot decode hevc")]
    [InlineData(H264Decode + H264LowPower, false, "h264", HardwareFault.DecodeOnly, "the driver of /dev/dri/renderD128 encodes h264 with low power only")]
    [InlineData(H264Decode + H264Encode, true, "h264", HardwareFault.CodecNotSupported, "the driver of /dev/dri/renderD128 has no low-power encoding of h264")]
    public void What_the_driver_does_not_list_is_the_cause(string profiles, bool lowPower, string codec, HardwareFault fault, string cause)
    {
        var finding = Vainfo.Refine(Vague, Vainfo.Read(Start + profiles, ""), Qsv with { LowPower = lowPower }, codec);

        Assert.Equal((fault, cause, "what ffmpeg said"), (finding.Fault, finding.Cause, finding.Detail));
    }

    [Fact]
    public void What_is_known_for_certain_or_not_explained_by_the_driver_stays()
    {
        var able = Vainfo.Read(Start + H264Decode + H264Encode, "");
        Assert.Same(Vague, Vainfo.Refine(Vague, able, Qsv, "h264"));

        var hang = HardwareFindings.Of(HardwareFault.GpuHang, Qsv);
        Assert.Same(hang, Vainfo.Refine(hang, Vainfo.Read(Start + H264Decode, ""), Qsv, "h264"));
    }
}
