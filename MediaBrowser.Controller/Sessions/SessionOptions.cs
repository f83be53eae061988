using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Sessions;

/// <summary>How sessions end by themselves.</summary>
public sealed class SessionOptions
{
    public const string Section = "Sessions";

    /// <summary>How often every replica looks for players that are gone, or paused for too long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(30);
}
