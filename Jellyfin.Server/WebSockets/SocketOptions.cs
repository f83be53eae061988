using System.ComponentModel.DataAnnotations;

namespace Jellyfin.Server.WebSockets;

/// <summary>Limits of web sockets on one replica.</summary>
internal sealed class SocketOptions
{
    public const string Section = "WebSockets";

    /// <summary>A client that was silent for so long is gone; it is asked for a sign of life after three quarters of it.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Of one user's device; the oldest one is closed for a new one.</summary>
    [Range(1, 1000)]
    public int MostPerSession { get; set; } = 10;

    /// <summary>Of one user, or of all programs with API keys; the oldest one is closed for a new one.</summary>
    [Range(1, 100_000)]
    public int MostPerUser { get; set; } = 200;
}
