using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming.Pipelines;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Makes the pipelines of streams; what happens to them is told to the probe, to operators and to metrics.</summary>
internal sealed partial class JobPipelines(
    PipelineChooser chooser, ITranscodeReports reports, IHardwareReadiness readiness, TranscodeMetrics metrics, ILogger<JobPipelines> logger)
{
    public JobPipeline Create(StreamJob wanted) => new((mayUseHardware, cancellationToken) => chooser.ChooseAsync(wanted.Plan, mayUseHardware, cancellationToken))
    {
        Load = acceleration => wanted.Plan.Video is { IsCopy: false } ? reports.Start(acceleration) : null,
        Failed = (pipeline, output) => Failed(wanted, pipeline, output),
    };

    private void Failed(StreamJob wanted, VideoPipeline pipeline, string output)
    {
        var target = new HardwareTarget(pipeline.Acceleration, pipeline.Device);
        var finding = FfmpegDiagnosis.ExplainRun(output, target);
        LogFellBack(wanted.Key, wanted.Plan.Source.Id, pipeline.Acceleration, finding.Cause, wanted.Plan.WithoutPaths(finding.Detail ?? ""));
        metrics.FellBack(pipeline.Acceleration);
        readiness.ReportFailedJob();
    }

    [LoggerMessage(LogLevel.Warning, "Stream {Job} of {ItemId} goes on in software, {Acceleration} failed: {Cause} {Detail}")]
    private partial void LogFellBack(string job, Guid itemId, HardwareAccelerationType acceleration, string cause, string detail);
}
