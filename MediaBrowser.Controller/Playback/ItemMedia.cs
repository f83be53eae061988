namespace MediaBrowser.Controller.Playback;

/// <summary>What probing a media file found. One row per item that has a file; written by the replica that probed it.</summary>
public sealed class ItemMedia
{
    public required Guid ItemId { get; set; }

    /// <summary>ffprobe's format name, first of a list where it names several (<c>mov,mp4,...</c> is kept whole in <see cref="FormatName"/>).</summary>
    public string? Container { get; set; }

    public string? FormatName { get; set; }

    /// <summary>Ticks of 100 ns.</summary>
    public long? RunTimeTicks { get; set; }

    /// <summary>Start time of the file in ticks; not zero in broadcasts.</summary>
    public long StartTicks { get; set; }

    /// <summary>Bits per second.</summary>
    public int? Bitrate { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>Last write time of the file that was probed.</summary>
    public DateTimeOffset FileModified { get; set; }

    public List<MediaStream> Streams { get; set; } = [];

    public List<Chapter> Chapters { get; set; } = [];

    public List<MediaAttachment> Attachments { get; set; } = [];

    public DateTimeOffset ProbedAt { get; set; }

    /// <summary>Why the file could not be probed; null = it could.</summary>
    public string? Error { get; set; }
}

/// <param name="StartTicks">Ticks of 100 ns.</param>
public sealed record Chapter(long StartTicks, string? Name)
{
    public string? ImagePath { get; init; }

    public string? ImageTag { get; init; }

    public DateTimeOffset? ImageModified { get; init; }
}

/// <summary>A file inside a container, such as a font of an MKV.</summary>
public sealed record MediaAttachment(int Index, string? Codec, string? FileName, string? MimeType)
{
    private static readonly string[] FontExtensions = [".ttf", ".otf", ".ttc"];

    /// <summary>Old files call their fonts plain data.</summary>
    public bool IsFont => Codec is "ttf" or "otf" || FontExtensions.Contains(Path.GetExtension(FileName), StringComparer.OrdinalIgnoreCase);
}
