using Emby.Server.Implementations.Streaming.Ffmpeg;
using Emby.Server.Implementations.Streaming.Subtitles;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Makes jobs; ffmpeg starts with the first segment that is asked for.</summary>
internal sealed partial class TranscodeJobFactory(
    TranscodeFolders folders,
    SegmentQuota quota,
    IOptions<TranscodeOptions> options,
    FfmpegLauncher launcher,
    FfmpegLogs logs,
    JobPipelines pipelines,
    BurntSubtitles subtitles,
    TranscodeMetrics metrics,
    TimeProvider time,
    ILogger<TranscodeJobFactory> logger)
{
    public TranscodeJob Create(StreamJob wanted)
    {
        LogStarted(wanted.Key, wanted.Plan.Source.Id);
        var name = $"{wanted.Key}-{Guid.CreateVersion7():N}";
        var settings = new TranscodeJobSettings
        {
            Key = wanted.Key,
            Plan = wanted.Plan,
            PlaySessionId = wanted.Parameters.PlaySessionId,
            DeviceId = wanted.Parameters.DeviceId,
            UserId = wanted.UserId,
            FirstSegment = wanted.Plan.Grid.SegmentAt(wanted.Parameters.StartTimeTicks),
            Reasons = wanted.Parameters.TranscodeReasons,
            Folder = folders.PathOf(name),
            Launcher = launcher,
            Log = logs.Create(wanted.Plan, name),
            CheckDisk = () => folders.IsFull,
            CheckQuota = () => quota.IsExceeded(folders.PathOf(name)),
            Pipeline = pipelines.Create(wanted),
            Prepare = subtitles.PrepareAsync,
            Hung = metrics.Hung,
            RunAhead = options.Value.RunAhead,
            KeepBehind = options.Value.KeepBehind,
            Timeout = options.Value.SegmentTimeout,
            StallTimeout = options.Value.StallTimeout,
        };
        return new TranscodeJob(settings, time);
    }

    [LoggerMessage(LogLevel.Information, "Stream {Job} of {ItemId} is made here")]
    private partial void LogStarted(string job, Guid itemId);
}
