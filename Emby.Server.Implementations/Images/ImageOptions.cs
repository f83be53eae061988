using System.ComponentModel.DataAnnotations;

namespace Emby.Server.Implementations.Images;

/// <summary>Limits for resized pictures on one replica.</summary>
public sealed class ImageOptions
{
    public const string Section = "Images";

    /// <summary>Bytes of resized pictures that are kept; the least recently used go first.</summary>
    [Range(1_000_000, long.MaxValue)]
    public long CacheSize { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>After this a picture is sent as it is instead.</summary>
    public TimeSpan EncodingTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
