using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>What a job is made of.</summary>
internal sealed record TranscodeJobSettings
{
    /// <summary>A segment that is further ahead of what is made is not waited for: ffmpeg starts there.</summary>
    public static readonly TimeSpan JumpAhead = TimeSpan.FromSeconds(24);

    public required string Key { get; init; }

    public required StreamPlan Plan { get; init; }

    public required string PlaySessionId { get; init; }

    public required string DeviceId { get; init; }

    /// <summary>For whom; null = a program.</summary>
    public Guid? UserId { get; init; }

    public string Reasons { get; init; } = "";

    public required string Folder { get; init; }

    public required FfmpegLauncher Launcher { get; init; }

    public required VideoEncoding Encoding { get; init; }

    public TimeSpan RunAhead { get; init; }

    public TimeSpan KeepBehind { get; init; }

    public TimeSpan Timeout { get; init; }
}
