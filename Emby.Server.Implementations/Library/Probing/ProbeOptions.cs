using System.ComponentModel.DataAnnotations;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>How media files are examined.</summary>
public sealed class ProbeOptions
{
    public const string Section = "Probing";

    [Required]
    public string Program { get; set; } = "ffprobe";

    /// <summary>A file that takes longer is tried again later; network file systems may have to wake disks.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Files one replica examines at a time; 0 leaves the work to the other replicas.</summary>
    [Range(0, 16)]
    public int Concurrency { get; set; } = 2;

    /// <summary>How often an idle replica looks for work that a dead one has left.</summary>
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromSeconds(5);
}
