using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>A file for each stream in the log folder of this replica, where administrators read it.</summary>
internal sealed class FfmpegLogs(IOptions<PathOptions> paths, TimeProvider time)
{
    private const int KeptFiles = 50;

    /// <param name="plan">What is made.</param>
    /// <param name="job">Name of the job; no path.</param>
    public FfmpegLog Create(StreamPlan plan, string job)
    {
        RemoveOld();
        var stamp = time.GetUtcNow().ToString("yyyy-MM-dd_HH-mm-ss", CultureInfo.InvariantCulture);
        return new FfmpegLog(Path.Combine(paths.Value.Logs, $"FFmpeg.{KindOf(plan)}-{stamp}_{plan.Source.Id:N}_{job}.log"));
    }

    private static string KindOf(StreamPlan plan) => plan switch
    {
        { Video.IsCopy: false } or { Video: null, Audio.IsCopy: false } => "Transcode",
        { Audio.IsCopy: false } => "DirectStream",
        _ => "Remux",
    };

    /// <summary>Streams that still run may be among the old ones: their log ends then.</summary>
    private void RemoveOld()
    {
        try
        {
            var logs = Directory.CreateDirectory(paths.Value.Logs).GetFiles("FFmpeg.*.log");
            foreach (var old in logs.OrderByDescending(file => file.LastWriteTimeUtc).Skip(KeptFiles - 1))
            {
                old.Delete();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As for the log itself: no stream waits for it.
        }
    }
}
