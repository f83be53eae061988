using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Configuration;

/// <summary>Folders of one replica, absolute. All but <see cref="Web"/> are created at start.</summary>
public sealed class PathOptions
{
    public const string Section = "Paths";

    /// <summary>What was uploaded: pictures of items and users. Replicas must share it, as the database names files in it.</summary>
    [Required]
    public string Data { get; set; } = "/var/lib/jellyfin";

    /// <summary>Disposable: resized pictures, extracted subtitles. Every replica has its own.</summary>
    [Required]
    public string Cache { get; set; } = "/var/cache/jellyfin";

    /// <summary>Disposable output of ffmpeg; <c>transcodes</c> below <see cref="Cache"/> by default.</summary>
    public string Transcodes { get; set; } = "";

    [Required]
    public string Logs { get; set; } = "/var/log/jellyfin";

    /// <summary>Files of a web client, served at <c>/web/</c>; also <c>--webdir</c>. Null = none.</summary>
    public string? Web { get; set; }

    /// <summary>Below <see cref="Metadata"/>: pictures that were uploaded, in a folder for each item or user.</summary>
    public const string UploadedFolder = "library";

    /// <summary>Below <see cref="Metadata"/>: pictures of chapters, in a folder for each item.</summary>
    public const string ChapterFolder = "chapters";

    /// <summary>Below <see cref="Metadata"/>: preview pictures for seeking, in a folder for each item.</summary>
    public const string TrickplayFolder = "trickplay";

    /// <summary>Pictures that were uploaded or fetched for items.</summary>
    public string Metadata => Path.Combine(Data, "metadata");
}
