using MediaBrowser.Controller.Images;

namespace Jellyfin.Server.Contracts.Images;

/// <summary>How a client asks for a picture.</summary>
public sealed record ImageQuery
{
    public int? MaxWidth { get; init; }

    public int? MaxHeight { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? FillWidth { get; init; }

    public int? FillHeight { get; init; }

    public int? Quality { get; init; }

    /// <summary>Present = the address changes with the picture, so that it may be kept for ever.</summary>
    public string? Tag { get; init; }

    public string? Format { get; init; }

    /// <summary>Android TV sends the index here instead of in the path.</summary>
    public int? ImageIndex { get; init; }

    public ImageRequest ToRequest(HttpRequest request) => new()
    {
        Width = Width,
        Height = Height,
        MaxWidth = MaxWidth,
        MaxHeight = MaxHeight,
        FillWidth = FillWidth,
        FillHeight = FillHeight,
        Quality = Quality,
        Formats = Formats(request),
    };

    private IReadOnlyList<ImageOutputFormat> Formats(HttpRequest request) => Format?.ToUpperInvariant() switch
    {
        "JPG" or "JPEG" => [ImageOutputFormat.Jpg],
        "PNG" => [ImageOutputFormat.Png],
        "WEBP" => [ImageOutputFormat.Webp],
        "GIF" => [ImageOutputFormat.Gif, ImageOutputFormat.Png],
        _ when request.Headers.Accept.ToString().Contains("image/webp", StringComparison.OrdinalIgnoreCase)
            => [ImageOutputFormat.Webp, ImageOutputFormat.Jpg, ImageOutputFormat.Png, ImageOutputFormat.Gif],
        _ => [ImageOutputFormat.Jpg, ImageOutputFormat.Png, ImageOutputFormat.Gif],
    };
}
