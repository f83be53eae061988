using System.Globalization;

namespace MediaBrowser.Controller.Images;

/// <summary>What to make of a picture file for a request.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Quality">1 to 100.</param>
/// <param name="Format">Of the result.</param>
public sealed record ImagePlan(int Width, int Height, int Quality, ImageOutputFormat Format)
{
    /// <summary>Returns null when the file can be sent as it is.</summary>
    public static ImagePlan? For(ImageHeader source, ImageRequest request)
    {
        var (width, height) = ImageSizing.Fit(source.Width, source.Height, request);
        var isSmaller = width < source.Width || height < source.Height;
        var isShowable = FormatOf(source) is { } format && request.Formats.Contains(format);
        return !isSmaller && isShowable && request.EffectiveQuality >= ImageRequest.DefaultQuality
            ? null
            : new ImagePlan(width, height, request.EffectiveQuality, Choose(source, request.Formats));
    }

    /// <summary>Null for formats that nobody asks for.</summary>
    public static ImageOutputFormat? FormatOf(ImageHeader source) => source.Format switch
    {
        ImageFileFormat.Jpeg => ImageOutputFormat.Jpg,
        ImageFileFormat.Png => ImageOutputFormat.Png,
        ImageFileFormat.Webp => ImageOutputFormat.Webp,
        ImageFileFormat.Gif => ImageOutputFormat.Gif,
        _ => null,
    };

    /// <summary>A quality of 1 to 100 of a JPEG on ffmpeg's scale, which goes from 2 (best) to 31.</summary>
    public static string JpegScale(int quality) => (2 + ((100 - quality) * 29 / 99)).ToString(CultureInfo.InvariantCulture);

    /// <summary>WebP where it can be shown; else PNG for what may be transparent, JPEG for the rest. GIF is never made.</summary>
    private static ImageOutputFormat Choose(ImageHeader source, IReadOnlyList<ImageOutputFormat> formats)
    {
        var mayBeTransparent = source.Format is not (ImageFileFormat.Jpeg or ImageFileFormat.Bmp);
        ImageOutputFormat[] preferred = mayBeTransparent
            ? [ImageOutputFormat.Webp, ImageOutputFormat.Png, ImageOutputFormat.Jpg]
            : [ImageOutputFormat.Webp, ImageOutputFormat.Jpg, ImageOutputFormat.Png];
        return preferred.Where(formats.Contains).DefaultIfEmpty(ImageOutputFormat.Jpg).First();
    }
}

public static class ImageSizing
{
    /// <summary>
    /// Size of the result. The shape is kept unless both width and height are wanted, a fill box is covered, nothing is enlarged, and no
    /// side is longer than <see cref="ImageRequest.MaxSide"/> or shorter than one pixel.
    /// </summary>
    public static (int Width, int Height) Fit(int width, int height, ImageRequest request)
    {
        var scale = Math.Min(1, (double)ImageRequest.MaxSide / Math.Max(width, height));
        var (wantedWidth, wantedHeight) = (Wish(request.Width), Wish(request.Height));
        if (wantedWidth is { } exactWidth && wantedHeight is { } exactHeight)
        {
            return (Math.Min(exactWidth, width), Math.Min(exactHeight, height));
        }

        scale = Math.Min(scale, Ratio(wantedWidth, width));
        scale = Math.Min(scale, Ratio(wantedHeight, height));
        scale = Math.Min(scale, Ratio(Wish(request.MaxWidth), width));
        scale = Math.Min(scale, Ratio(Wish(request.MaxHeight), height));
        scale = Math.Min(scale, FillRatio(width, height, Wish(request.FillWidth), Wish(request.FillHeight)));
        return (Side(width * scale, width), Side(height * scale, height));
    }

    /// <summary>The smallest scale at which the picture still covers the box; one side alone is just a limit.</summary>
    private static double FillRatio(int width, int height, int? fillWidth, int? fillHeight) => (fillWidth, fillHeight) switch
    {
        (null, null) => 1,
        (null, _) => Ratio(fillHeight, height),
        (_, null) => Ratio(fillWidth, width),
        _ => Math.Max(Ratio(fillWidth, width), Ratio(fillHeight, height)),
    };

    private static double Ratio(int? wish, int side) => wish is { } value ? (double)value / side : 1;

    private static int? Wish(int? value) => value is > 0 ? Math.Min(value.Value, ImageRequest.MaxSide) : null;

    private static int Side(double value, int most) => Math.Clamp((int)Math.Round(value, MidpointRounding.AwayFromZero), 1, most);
}
