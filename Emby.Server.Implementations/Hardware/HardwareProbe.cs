using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Finds out, level by level, whether hardware can be used. The first level that fails ends it.</summary>
internal sealed class HardwareProbe(
    ProbeProgram program, RenderNodes nodes, VaapiDrivers drivers, IOptions<FfmpegOptions> ffmpeg, TimeProvider time) : IHardwareProbe
{
    public async Task<HardwareReport> RunAsync(HardwareTarget wanted, HardwareLevel last, CancellationToken cancellationToken)
    {
        var target = wanted with { Device = nodes.Find(wanted) };
        var checks = new List<HardwareCheck>();
        var speeds = new List<double>();
        foreach (var (level, subject, check) in Steps(target, last, speeds))
        {
            var failed = checks.Exists(done => done.Result == HardwareCheckResult.Failed);
            checks.Add(failed ? new HardwareCheck(level, subject, HardwareCheckResult.Skipped) : HardwareCheck.Of(level, subject, await check(cancellationToken)));
        }

        var report = new HardwareReport(target.Type, target.Device, time.GetUtcNow(), checks) { FramesPerSecond = speeds.Count > 0 ? speeds[0] : null };
        return last >= HardwareLevel.Transcode || !report.IsGood ? await drivers.ExplainAsync(report, target, cancellationToken) : report;
    }

    private IEnumerable<(HardwareLevel Level, string Subject, Func<CancellationToken, Task<HardwareFinding?>> Check)> Steps(
        HardwareTarget target, HardwareLevel last, List<double> speeds)
    {
        yield return (HardwareLevel.Build, "ffmpeg", cancel => BuildAsync(target, cancel));
        yield return (HardwareLevel.Device, target.Device, cancel => DeviceAsync(target, cancel));
        yield return (HardwareLevel.Initialisation, "driver and runtime", cancel => InitialiseAsync(target, cancel));
        if (target.NeedsOpenCl && target.Type != HardwareAccelerationType.nvenc)
        {
            yield return (HardwareLevel.Initialisation, HardwareCheck.OpenCl, cancel => OpenClAsync(target, cancel));
        }

        if (last >= HardwareLevel.Transcode)
        {
            foreach (var codec in target.Codecs)
            {
                yield return (HardwareLevel.Transcode, HardwareCheck.TranscodeOf(codec), cancel => TranscodeAsync(target, codec, speeds, cancel));
            }
        }
    }

    private async Task<HardwareFinding?> BuildAsync(HardwareTarget target, CancellationToken cancellationToken)
    {
        if (!HardwareArguments.IsKnown(target.Type))
        {
            return HardwareFindings.Of(HardwareFault.TypeNotProbed, target);
        }

        var run = await RunAsync(HardwareArguments.ListEncoders(), default, cancellationToken);
        return Problem(run, target) ?? (HardwareArguments.Encoders(target.Type).All(name => run.Output.Contains($" {name} ", StringComparison.Ordinal))
            ? null
            : HardwareFindings.Of(HardwareFault.EncoderMissing, target));
    }

    private async Task<HardwareFinding?> DeviceAsync(HardwareTarget target, CancellationToken cancellationToken)
    {
        if (!HardwareArguments.IsSafeDevice(target.Device))
        {
            return HardwareFindings.Of(HardwareFault.NotADevice, target);
        }

        return await nodes.ReadAsync(target.Device, cancellationToken) is { } node
            ? RenderNodeRules.FindProblem(node, target)
            : HardwareFindings.Of(HardwareFault.TimedOut, target);
    }

    private async Task<HardwareFinding?> InitialiseAsync(HardwareTarget target, CancellationToken cancellationToken)
        => Problem(await RunAsync(HardwareArguments.Initialise(target.Type, target.Device), default, cancellationToken), target);

    private async Task<HardwareFinding?> OpenClAsync(HardwareTarget target, CancellationToken cancellationToken)
        => Problem(await RunAsync(HardwareArguments.InitialiseOpenCl(), default, cancellationToken), target) is null
            ? null
            : HardwareFindings.Of(HardwareFault.OpenClMissing, target);

    private async Task<HardwareFinding?> TranscodeAsync(
        HardwareTarget target, string codec, List<double> speeds, CancellationToken cancellationToken)
    {
        var run = await RunAsync(HardwareArguments.Transcode(target, codec), ProbeClips.Read(codec), cancellationToken);
        if (Problem(run, target) is { } problem)
        {
            return problem;
        }

        var figures = ProbeFigures.Read(run.Output, run.Error);
        if (figures.RealTime is { } took && took > TimeSpan.Zero)
        {
            speeds.Add(figures.Frames / took.TotalSeconds);
        }

        return figures.Frames < ProbeClips.Frames ? HardwareFindings.FramesMissing(target, codec, figures.Frames, ProbeClips.Frames) : null;
    }

    private Task<ProbeRun> RunAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
        => program.RunAsync(ffmpeg.Value.Path, arguments, input, cancellationToken);

    private static HardwareFinding? Problem(ProbeRun run, HardwareTarget target) => run switch
    {
        { End: ProbeEnd.NotStarted } => HardwareFindings.Of(HardwareFault.FfmpegMissing, target),
        { End: ProbeEnd.Hung } => HardwareFindings.Of(HardwareFault.TimedOut, target),
        { ExitCode: not 0 } => FfmpegDiagnosis.Explain(run.Error, target),
        _ => null,
    };
}
