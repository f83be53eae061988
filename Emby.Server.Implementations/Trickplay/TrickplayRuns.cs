using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming.Pipelines;
using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Runs ffmpeg with what this replica has; what hardware does not make is made in software.</summary>
internal sealed partial class TrickplayRuns(
    TrickplayProcess process, PipelineChooser chooser, IHardwareReadiness readiness, IConfigurationStore configuration, ILogger<TrickplayRuns> logger)
{
    /// <summary>Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public async Task<TrickplayRun> RunAsync(
        TrickplaySource film, TrickplayPlan plan, TrickplayOptions options, string folder, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken);
        var pipeline = new JobPipeline(async (mayUseHardware, token)
            => TrickplayArguments.Choose(film.Media, options, settings, await chooser.HostAsync(mayUseHardware, token)))
        {
            Failed = (failed, said) => FellBack(film.Media.ItemId, failed, said),
        };
        while (true)
        {
            var arguments = TrickplayArguments.Make(film.Path, film.Media, plan, options, await pipeline.NextAsync(cancellationToken), settings);
            var run = await process.RunAsync(arguments, folder, options.ProcessPriority, cancellationToken);
            if (run.Thumbnails is { Count: > 0 } || !pipeline.TryFallBack(run.Output))
            {
                return run;
            }
        }
    }

    private void FellBack(Guid itemId, VideoPipeline pipeline, string said)
    {
        var finding = FfmpegDiagnosis.ExplainRun(said, new HardwareTarget(pipeline.Acceleration, pipeline.Device));
        LogFellBack(itemId, pipeline.Acceleration, finding.Cause);
        readiness.ReportFailedJob();
    }

    [LoggerMessage(LogLevel.Warning, "Preview pictures of item {ItemId} are made in software, {Acceleration} failed: {Cause}")]
    private partial void LogFellBack(Guid itemId, HardwareAccelerationType acceleration, string cause);
}
