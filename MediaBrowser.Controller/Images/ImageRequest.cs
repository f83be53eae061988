namespace MediaBrowser.Controller.Images;

public enum ImageOutputFormat
{
    Jpg,
    Png,
    Webp,
    Gif,
}

/// <summary>How a client wants a picture. Sizes are pixels; null and 0 = no wish.</summary>
public sealed record ImageRequest
{
    /// <summary>No screen needs more, and no client gets more, whatever it asks for.</summary>
    public const int MaxSide = 8192;

    public const int DefaultQuality = 90;

    /// <summary>Wanted width; the height follows unless it is wanted, too.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? MaxWidth { get; init; }

    public int? MaxHeight { get; init; }

    /// <summary>With <see cref="FillHeight"/>: a box that the picture must cover.</summary>
    public int? FillWidth { get; init; }

    public int? FillHeight { get; init; }

    /// <summary>1 to 100; from 90 a file that fits is sent as it is.</summary>
    public int? Quality { get; init; }

    /// <summary>What the client can show, best first. Never empty.</summary>
    public IReadOnlyList<ImageOutputFormat> Formats { get; init; } = [ImageOutputFormat.Jpg, ImageOutputFormat.Png, ImageOutputFormat.Gif];

    public int EffectiveQuality => Math.Clamp(Quality is null or 0 ? DefaultQuality : Quality.Value, 1, 100);
}
