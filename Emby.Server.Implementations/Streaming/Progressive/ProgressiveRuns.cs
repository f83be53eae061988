using Emby.Server.Implementations.Streaming.Ffmpeg;
using Emby.Server.Implementations.Streaming.Hls;
using Emby.Server.Implementations.Streaming.Subtitles;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>Starts the ffmpegs of streams that are sent as they are made.</summary>
internal sealed partial class ProgressiveRuns(
    TranscodeFolders folders, FfmpegLauncher launcher, FfmpegLogs logs, JobPipelines pipelines, BurntSubtitles subtitles,
    IOptions<TranscodeOptions> options, TimeProvider time, ILogger<ProgressiveRuns> logger)
{
    /// <summary>An ffmpeg that makes nothing for longer while the player would take it has failed.</summary>
    public TimeSpan Patience => options.Value.SegmentTimeout;

    public TimeProvider Time => time;

    public JobPipeline PipelineOf(StreamJob job) => pipelines.Create(job);

    public FfmpegLog LogOf(StreamJob job) => logs.Create(job.Plan, job.Key);

    /// <summary>
    /// Finds what the plan needs beside the film. Throws <see cref="TranscodeFailedException"/> when that takes too long: text inside a large film is
    /// there when the player asks later.
    /// </summary>
    public async Task<StreamPlan> PrepareAsync(StreamJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await subtitles.PrepareAsync(job.Plan, job.Parameters.StartTimeTicks, Patience, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TranscodeFailedException("The subtitle was not ready in time.", inner: exception);
        }
    }

    public async Task<FfmpegProcess> StartAsync(
        StreamJob job, StreamPlan plan, OutputContainer container, VideoPipeline pipeline, FfmpegLog log, CancellationToken cancellationToken)
    {
        LogStarted(job.Key, plan.Source.Id);
        var arguments = FfmpegArguments.Progressive(plan, container, job.Parameters.StartTimeTicks, pipeline);
        return await launcher.StartPipedAsync(arguments, RunFolder.Create(folders.PathOf(job.Key), plan), log, cancellationToken);
    }

    public void End(StreamJob job)
    {
        folders.Remove(folders.PathOf(job.Key));
        LogEnded(job.Key);
    }

    public void Failed(StreamJob job, string reason) => LogFailed(job.Key, job.Plan.Source.Id, job.Plan.WithoutPaths(reason));

    [LoggerMessage(LogLevel.Information, "Stream {Job} of {ItemId} is made and sent here")]
    private partial void LogStarted(string job, Guid itemId);

    [LoggerMessage(LogLevel.Information, "Stream {Job} ended")]
    private partial void LogEnded(string job);

    [LoggerMessage(LogLevel.Error, "Stream {Job} of {ItemId} failed: {Reason}")]
    private partial void LogFailed(string job, Guid itemId, string reason);
}
