using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Transcodes the stored film in software: finds out whether that works and how many streams the machine can make.</summary>
internal sealed partial class SoftwareProbe(
    [FromKeyedServices(SoftwareProbe.Key)] ProbeProgram program,
    IOptions<FfmpegOptions> ffmpeg,
    IOptions<TranscodeOptions> transcoding,
    IOptions<HardwareOptions> hardware,
    TimeProvider time,
    ILogger<SoftwareProbe> logger) : BackgroundService
{
    /// <summary>Of its own program runner: a hung GPU must not hide that software works.</summary>
    public const string Key = "software";

    /// <summary>Software does not hang: it waits for a processor, on a machine that transcodes when its server is restarted.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);
    private static readonly HardwareTarget Software = new(HardwareAccelerationType.none, "");

    private volatile HardwareFinding? _problem;
    private volatile ProbeFigures? _figures;

    /// <summary>Null when software works, and until that is known.</summary>
    public HardwareFinding? Problem => _problem;

    /// <summary>Of 1280x720 in real time; null until it was measured.</summary>
    public double? Streams => _figures is { } figures ? CapacityRules.Software(figures, Environment.ProcessorCount) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(hardware.Value.SoftwareDelay, time, stoppingToken);
        while (!await MeasureAsync(stoppingToken))
        {
            await Task.Delay(RetryInterval, time, stoppingToken);
        }
    }

    private async Task<bool> MeasureAsync(CancellationToken cancellationToken)
    {
        var arguments = HardwareArguments.Transcode(Software, ProbeClip.H264, transcoding.Value.Preset ?? HardwareArguments.DefaultPreset);
        var run = await program.RunAsync(ffmpeg.Value.Path, arguments, ProbeClips.Read(ProbeClip.H264), cancellationToken);
        var figures = ProbeFigures.Read(run.Output, run.Error);
        var problem = run switch
        {
            { End: ProbeEnd.NotStarted } => HardwareFindings.Of(HardwareFault.FfmpegMissing, Software),
            { End: ProbeEnd.Hung } => null,
            { ExitCode: not 0 } => FfmpegDiagnosis.Explain(run.Error, Software),
            _ when figures.Frames < ProbeClips.Frames => HardwareFindings.FramesMissing(Software, ProbeClip.H264, figures.Frames, ProbeClips.Frames),
            _ => null,
        };
        _problem = problem;
        if (problem is not null)
        {
            LogBroken(problem.Cause, problem.Remedy, problem.Detail ?? "");
            return false;
        }

        // A machine too busy to finish in time says nothing about itself.
        if (run.End == ProbeEnd.Ended)
        {
            _figures = figures;
            LogMeasured(Streams);
        }

        return run.End == ProbeEnd.Ended;
    }

    [LoggerMessage(LogLevel.Information, "Capacity in software: {Streams:0.0} streams of 1280x720")]
    private partial void LogMeasured(double? streams);

    [LoggerMessage(LogLevel.Error, "Video cannot be transcoded: {Cause}. {Remedy}. {Detail}")]
    private partial void LogBroken(string cause, string remedy, string detail);
}
