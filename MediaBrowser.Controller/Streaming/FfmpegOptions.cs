using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Where ffmpeg is. Names without a slash are looked up in <c>PATH</c>.</summary>
public sealed class FfmpegOptions
{
    public const string Section = "Ffmpeg";

    /// <summary>Also <c>--ffmpeg</c>.</summary>
    [Required]
    public string Path { get; set; } = "ffmpeg";

    [Required]
    public string ProbePath { get; set; } = "ffprobe";
}
