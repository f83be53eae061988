using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace MediaBrowser.Controller.Tests.Hardware;

public sealed class HardwareRulesTests
{
    private static readonly HardwareTarget Target = new(HardwareAccelerationType.qsv, "/dev/dri/renderD128");
    private static readonly HardwareFinding Missing = HardwareFindings.Of(HardwareFault.NodeMissing, Target);

    [Fact]
    public void Without_hardware_software_is_healthy_unless_ffmpeg_is_broken()
    {
        var well = HardwareRules.Judge(null, null, HardwareReadinessPolicy.FallBackToSoftware);
        var broken = HardwareRules.Judge(null, HardwareFindings.Of(HardwareFault.FfmpegMissing, Target), HardwareReadinessPolicy.Ignore);

        Assert.Equal((TranscodeHealth.Healthy, "no hardware configured: software"), (well.Health, well.Reason));
        Assert.False(broken.MayTranscode);
    }

    [Theory]
    [InlineData(HardwareReadinessPolicy.Ignore, TranscodeHealth.Healthy, HardwareAccelerationType.qsv, null)]
    [InlineData(HardwareReadinessPolicy.FallBackToSoftware, TranscodeHealth.Degraded, HardwareAccelerationType.none, null)]
    [InlineData(HardwareReadinessPolicy.Drain, TranscodeHealth.Unhealthy, HardwareAccelerationType.none, "hardware: /dev/dri/renderD128 does not exist")]
    public void The_policy_decides_what_failing_hardware_means(
        HardwareReadinessPolicy policy, TranscodeHealth health, HardwareAccelerationType acceleration, string? drain)
    {
        var state = HardwareRules.Judge(Report(HardwareCheckResult.Failed), null, policy);

        Assert.Equal((health, acceleration, drain), (state.Health, state.Acceleration, state.DrainReason));
        Assert.Contains(Missing.Cause, state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Hardware_that_works_but_for_something_besides_is_used()
    {
        var state = HardwareRules.Judge(Report(HardwareCheckResult.Warned), null, HardwareReadinessPolicy.Drain);

        Assert.Equal((TranscodeHealth.Healthy, HardwareAccelerationType.qsv), (state.Health, state.Acceleration));
        Assert.Contains(Missing.Cause, state.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, TranscodeHealth.Healthy, 100, "100%\n")]
    [InlineData(false, TranscodeHealth.Healthy, 50, "60%\n")]
    [InlineData(false, TranscodeHealth.Healthy, 0, "20%\n")]
    [InlineData(false, TranscodeHealth.Degraded, 100, "50%\n")]
    [InlineData(false, TranscodeHealth.Unhealthy, 0, "20%\n")]
    [InlineData(true, TranscodeHealth.Healthy, 100, "0%\n")]
    public void A_weight_reaches_nothing_only_while_draining(bool isDraining, TranscodeHealth health, int free, string answer)
        => Assert.Equal(answer, AgentAnswer.Of(isDraining, health, free));

    [Fact]
    public void A_machine_has_as_many_slots_as_its_processors_can_make_films_in_real_time()
    {
        var figures = ProbeFigures.Read("frame=24\nframe=120\nprogress=end\n", "bench: utime=1.500s stime=0.500s rtime=1.200s");

        Assert.Equal(new ProbeFigures(120, TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(2)), figures);
        Assert.Equal(4, CapacityRules.Software(figures, processors: 2)!.Value, 0.001);
        Assert.Null(CapacityRules.Software(figures with { ProcessorTime = null }, processors: 2));
        Assert.Equal(1, CapacityRules.Hardware(framesPerSecond: 10));
        Assert.Equal(7, TranscodeSlots.Of(HardwareAccelerationType.none, 7.9, 0, cap: null).Slots);
        Assert.Equal(7.9, TranscodeSlots.Of(HardwareAccelerationType.none, 7.9, 0, cap: 8).Measured);
        Assert.Equal(new TranscodeSlots(HardwareAccelerationType.none, 7, 0), TranscodeSlots.Of(HardwareAccelerationType.none, 7.9, 0, cap: 7));
        Assert.Equal(
            new TranscodeSlots(HardwareAccelerationType.none, Environment.ProcessorCount, 0),
            TranscodeSlots.Of(HardwareAccelerationType.none, measured: null, 0, cap: null));
        Assert.Equal(50, TranscodeSlots.FreePercent([new(HardwareAccelerationType.none, 4, 2), new(HardwareAccelerationType.qsv, 4, 2)]));
        Assert.Equal(0, TranscodeSlots.FreePercent([]));
    }

    private static HardwareReport Report(HardwareCheckResult result) => new(
        Target.Type, Target.Device, DateTimeOffset.UnixEpoch, [new HardwareCheck(HardwareLevel.Device, Target.Device, result, Missing)]);
}
