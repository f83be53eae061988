using System.Globalization;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>What a job is made of.</summary>
internal sealed record TranscodeJobSettings
{
    /// <summary>A segment that is further ahead of what is made is not waited for: ffmpeg starts there.</summary>
    public static readonly TimeSpan JumpAhead = TimeSpan.FromSeconds(24);

    /// <summary>A stream that takes too much room still gets so far ahead of its player, or it would never go on.</summary>
    public static readonly TimeSpan LeastAhead = TimeSpan.FromSeconds(4);

    private int _startedRuns;

    public required string Key { get; init; }

    public required StreamPlan Plan { get; init; }

    public required string PlaySessionId { get; init; }

    public required string DeviceId { get; init; }

    /// <summary>For whom; null = a program.</summary>
    public Guid? UserId { get; init; }

    /// <summary>That the player will probably ask for first.</summary>
    public int FirstSegment { get; init; }

    public string Reasons { get; init; } = "";

    public required string Folder { get; init; }

    public required FfmpegLauncher Launcher { get; init; }

    public required FfmpegLog Log { get; init; }

    /// <summary>Whether ffmpeg must not write more.</summary>
    public Func<bool> CheckDisk { get; init; } = () => false;

    /// <summary>Whether the stream, or all together, take more room than they may.</summary>
    public Func<bool> CheckQuota { get; init; } = () => false;

    public bool IsDiskFull => CheckDisk();

    public required JobPipeline Pipeline { get; init; }

    /// <summary>Finds what the plan needs beside the film, before each run: where that begins in ticks, and its folder.</summary>
    public Func<StreamPlan, long, string, CancellationToken, Task<StreamPlan>> Prepare { get; init; } = (plan, _, _, _) => Task.FromResult(plan);

    /// <summary>Told when an ffmpeg did nothing and was ended.</summary>
    public Action Hung { get; init; } = () => { };

    public TimeSpan RunAhead { get; init; }

    public TimeSpan KeepBehind { get; init; }

    public TimeSpan Timeout { get; init; }

    /// <summary>An ffmpeg that does nothing for longer while it is waited for is ended.</summary>
    public TimeSpan StallTimeout { get; init; }

    /// <summary>Starts ffmpeg in a folder of its own. One at a time.</summary>
    public async Task<TranscodeRun> StartAsync(int segment, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = RunStart.At(Plan, segment);
        var path = Path.Combine(Folder, (++_startedRuns).ToString(CultureInfo.InvariantCulture));
        var plan = await Prepare(Plan, start.Ticks, path, cancellationToken);
        var folder = RunFolder.Create(path, plan);
        var pipeline = await Pipeline.NextAsync(cancellationToken);
        var process = await Launcher.StartAsync(FfmpegArguments.Hls(plan, segment, pipeline), folder, Log, cancellationToken);
        return new TranscodeRun(process, folder, plan, start, new ProgressWatch(time));
    }

    public void LogEnd(int? exitCode) => Log.Write($"ffmpeg ended with exit code {exitCode}\n\n");

    public void LogHang()
    {
        Log.Write("ffmpeg does nothing and is ended\n\n");
        Hung();
    }
}
