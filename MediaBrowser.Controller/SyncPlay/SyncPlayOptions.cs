using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.SyncPlay;

/// <summary>How patient groups are.</summary>
public sealed class SyncPlayOptions
{
    public const string Section = "SyncPlay";

    /// <summary>A group goes on without members that are not ready after so long; they catch up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WaitLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A member without a web socket, because its replica died for example, may come back for so long.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan AwayLimit { get; set; } = TimeSpan.FromMinutes(1);
}
