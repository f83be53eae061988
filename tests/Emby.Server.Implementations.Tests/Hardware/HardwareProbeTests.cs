using Emby.Server.Implementations.Hardware;
using Jellyfin.Testing;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Tests.Hardware;

public sealed class HardwareProbeTests : IDisposable
{
    private static readonly HardwareTarget Qsv = new(HardwareAccelerationType.qsv, "");

    private readonly StandInFfmpeg _standIn = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hardware_that_works_passes_every_level()
    {
        var report = await ProbeAsync(Qsv with { Codecs = ["h264", "hevc"], NeedsOpenCl = true });

        Assert.True(report.IsGood, report.Failure?.ToString());
        Assert.Equal(_standIn.Node, report.Device);
        Assert.Equal(["build", "init", "opencl", "transcode", "hevc"], _standIn.Calls);
        Assert.Equal(240, report.FramesPerSecond);
    }

    [Theory]
    [InlineData("init", "Error creating a MFX session: -9.\nDevice creation failed: -1313558101.", HardwareFault.RuntimeMissing)]
    [InlineData("init", "Failed to initialise VAAPI connection: -1 (unknown libva error).", HardwareFault.WrongDriver)]
    [InlineData("init", "No VA display found for device /dev/dri/renderD128.", HardwareFault.NotADevice)]
    [InlineData("transcode", "No usable encoding entrypoint found for profile VAProfileH264High (7).", HardwareFault.DecodeOnly)]
    [InlineData("transcode", "Error during encoding: device failed (-17)", HardwareFault.GpuHang)]
    [InlineData("transcode", "Error initializing the MFX video decoder: unsupported (-3)", HardwareFault.CodecNotSupported)]
    [InlineData("build", "no such program", HardwareFault.Unknown)]
    public async Task What_ffmpeg_says_is_explained_and_ends_the_probe(string step, string text, HardwareFault fault)
    {
        _standIn.Fail(step, text);

        var report = await ProbeAsync(Qsv);

        Assert.Equal(fault, report.Failure?.Fault);
        Assert.Equal(step, _standIn.Calls[^1]);
    }

    [Fact]
    public async Task Hevc_that_cannot_be_decoded_and_missing_opencl_are_warnings()
    {
        _standIn.Fail("hevc", "Error initializing the MFX video decoder: unsupported (-3)");
        _standIn.Fail("opencl", "Failed to get number of OpenCL platforms: -1001.");

        var report = await ProbeAsync(Qsv with { Codecs = ["h264", "hevc"], NeedsOpenCl = true });

        Assert.True(report.IsGood);
        Assert.Equal(
            [HardwareFault.OpenClMissing, HardwareFault.CodecNotSupported],
            report.Checks.Where(check => check.Result == HardwareCheckResult.Warned).Select(check => check.Finding!.Fault));
    }

    [Fact]
    public async Task Lost_frames_are_a_failure_although_ffmpeg_says_that_all_is_well()
    {
        _standIn.SetFrames(119);

        var report = await ProbeAsync(Qsv);

        Assert.Equal("the test transcode of h264 made 119 frames of 120", report.Failure?.Cause);
    }

    [Fact]
    public async Task A_gpu_that_hangs_is_a_failure_in_bounded_time_and_nothing_is_left_running()
    {
        _standIn.Hang("init");

        var report = await ProbeAsync(Qsv, timeLimit: "00:00:00.5");

        Assert.Equal(HardwareFault.TimedOut, report.Failure?.Fault);
        Assert.DoesNotContain(
            Directory.GetDirectories("/proc").Select(CommandLine), line => line.Contains(_standIn.Devices, StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_a_program_that_hangs_does_not_die_no_other_one_is_started()
    {
        _standIn.Survive("init");
        await using var services = HardwareHost.Services(HardwareHost.Settings(_standIn, "00:00:01"));
        var probe = services.GetRequiredService<IHardwareProbe>();

        Assert.Equal(HardwareFault.TimedOut, (await probe.RunAsync(Qsv, HardwareLevel.Transcode, Cancel)).Failure?.Fault);
        var calls = _standIn.Calls.Count;
        Assert.Equal(HardwareFault.TimedOut, (await probe.RunAsync(Qsv, HardwareLevel.Transcode, Cancel)).Failure?.Fault);
        Assert.Equal(calls, _standIn.Calls.Count);

        _standIn.EndSurvivor("init");
        await Eventually.IsTrueAsync(async () => (await probe.RunAsync(Qsv, HardwareLevel.Transcode, Cancel)).IsGood, "it works again", seconds: 60);
    }

    [Fact]
    public async Task The_driver_is_asked_what_it_can_do_when_ffmpeg_fails()
    {
        const string Decoder = "vainfo: Driver version: Mesa\n      VAProfileH264High : VAEntrypointVLD\n";
        _standIn.AddVainfo(Decoder);
        var good = await ProbeAsync(Qsv);
        Assert.Equal(("Mesa", true), (good.Driver?.Name, good.IsGood));

        _standIn.Fail("transcode", "Something that nobody knows");
        var report = await ProbeAsync(Qsv);
        Assert.Equal(HardwareFault.DecodeOnly, report.Failure?.Fault);
        Assert.Equal("Something that nobody knows", report.Failure?.Detail);
        Assert.Equal($"vainfo --display drm --device {_standIn.Node}", _standIn.Calls[^1]);

        _standIn.Fail("init", "Something else");
        _standIn.AddVainfo("", "error: failed to initialize display");
        Assert.Equal(HardwareFault.WrongDriver, (await ProbeAsync(Qsv)).Failure?.Fault);
    }

    [Fact]
    public async Task A_vainfo_that_hangs_changes_nothing()
    {
        _standIn.AddVainfo("");
        _standIn.Hang("vainfo");

        var report = await ProbeAsync(Qsv, timeLimit: "00:00:02");

        Assert.Null(report.Driver);
        Assert.True(report.IsGood, report.Failure?.ToString());
    }

    [Fact]
    public async Task The_machine_is_looked_at_before_the_driver()
    {
        _standIn.SetVendor("0x10de");
        Assert.Equal(HardwareFault.WrongVendor, (await ProbeAsync(Qsv)).Failure?.Fault);

        File.Delete(_standIn.Node);
        Assert.Equal(HardwareFault.NodeMissing, (await ProbeAsync(Qsv)).Failure?.Fault);

        await File.WriteAllTextAsync(_standIn.Node, "no device", Cancel);
        Assert.Equal(HardwareFault.NotADevice, (await ProbeAsync(Qsv)).Failure?.Fault);

        Assert.DoesNotContain("init", _standIn.Calls);
    }

    [Fact]
    public async Task A_missing_encoder_ffmpeg_or_kind_of_hardware_says_so()
    {
        _standIn.SetEncoders("libx264");
        Assert.Equal(HardwareFault.EncoderMissing, (await ProbeAsync(Qsv)).Failure?.Fault);
        Assert.Equal(HardwareFault.TypeNotProbed, (await ProbeAsync(Qsv with { Type = HardwareAccelerationType.rkmpp })).Failure?.Fault);

        File.Delete(_standIn.Ffmpeg);
        Assert.Equal(HardwareFault.FfmpegMissing, (await ProbeAsync(Qsv)).Failure?.Fault);
    }

    [Fact]
    public async Task The_stored_films_are_whole_and_a_machine_without_gpu_transcodes_them_in_software()
    {
        await using var services = HardwareHost.Services(new() { ["Ffmpeg:Path"] = "ffmpeg" });
        var program = services.GetRequiredService<ProbeProgram>();

        foreach (var codec in new[] { ProbeClip.H264, ProbeClip.Hevc })
        {
            var arguments = HardwareArguments.Transcode(new HardwareTarget(HardwareAccelerationType.none, ""), codec, "ultrafast");
            var run = await program.RunAsync("ffmpeg", arguments, ProbeClips.Read(codec), Cancel);

            Assert.True(run.Succeeded, run.Error);
            var figures = ProbeFigures.Read(run.Output, run.Error);
            Assert.Equal(ProbeClips.Frames, figures.Frames);
            Assert.True(figures.ProcessorTime > TimeSpan.Zero);
        }
    }

    public void Dispose() => _standIn.Dispose();

    private async Task<HardwareReport> ProbeAsync(HardwareTarget target, string timeLimit = "00:00:20")
    {
        await using var services = HardwareHost.Services(HardwareHost.Settings(_standIn, timeLimit));
        return await services.GetRequiredService<IHardwareProbe>().RunAsync(target, HardwareLevel.Transcode, Cancel);
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
