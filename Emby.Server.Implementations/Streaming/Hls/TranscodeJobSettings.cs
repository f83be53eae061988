using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>What a job is made of.</summary>
internal sealed record TranscodeJobSettings
{
    /// <summary>A segment that is further ahead of what is made is not waited for: ffmpeg starts there.</summary>
    public static readonly TimeSpan JumpAhead = TimeSpan.FromSeconds(24);

    /// <summary>A stream that takes too much room still gets so far ahead of its player, or it would never go on.</summary>
    public static readonly TimeSpan LeastAhead = TimeSpan.FromSeconds(4);

    private volatile IRunningTranscode? _load;

    public required string Key { get; init; }

    public required StreamPlan Plan { get; init; }

    public required string PlaySessionId { get; init; }

    public required string DeviceId { get; init; }

    /// <summary>For whom; null = a program.</summary>
    public Guid? UserId { get; init; }

    public string Reasons { get; init; } = "";

    public required string Folder { get; init; }

    public required FfmpegLauncher Launcher { get; init; }

    public required FfmpegLog Log { get; init; }

    /// <summary>Whether ffmpeg must not write more.</summary>
    public Func<bool> CheckDisk { get; init; } = () => false;

    /// <summary>Whether the stream, or all together, take more room than they may.</summary>
    public Func<bool> CheckQuota { get; init; } = () => false;

    public bool IsDiskFull => CheckDisk();

    public required VideoEncoding Encoding { get; init; }

    /// <summary>Counts it as running; null when nothing is encoded.</summary>
    public Func<IRunningTranscode?> Load { get; init; } = () => null;

    public TimeSpan RunAhead { get; init; }

    public TimeSpan KeepBehind { get; init; }

    public TimeSpan Timeout { get; init; }

    public Task<FfmpegProcess> StartAsync(int segment, string folder, CancellationToken cancellationToken)
        => Launcher.StartAsync(FfmpegArguments.Hls(Plan, segment, Encoding), folder, Log, cancellationToken);

    public void LogEnd(int? exitCode) => Log.Write($"ffmpeg ended with exit code {exitCode}\n\n");

    /// <summary>From now on it counts as running.</summary>
    public void BeginLoad() => _load ??= Load();

    /// <summary>It does not count any more; only the first call says how it went.</summary>
    public void EndLoad(bool succeeded) => _load?.End(succeeded);
}
