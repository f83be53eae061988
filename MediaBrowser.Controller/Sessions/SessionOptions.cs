using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Sessions;

/// <summary>How sessions end by themselves.</summary>
public sealed class SessionOptions
{
    public const string Section = "Sessions";

    /// <summary>How often every replica looks for players that are gone, or paused for too long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A player that reports nothing for longer is gone. Paused ones report every 15 s or so.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromMinutes(5);
}
