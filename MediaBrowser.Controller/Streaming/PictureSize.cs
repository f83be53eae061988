using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>How large the encoded picture is.</summary>
public static class PictureSize
{
    /// <summary>Bits per second up to which a picture of this width looks better than a larger one.</summary>
    private static readonly (int Bitrate, int Width)[] WidthsByBitrate =
    [
        (420_000, 426), (700_000, 640), (1_200_000, 854), (4_000_000, 1280), (12_000_000, 1920), (40_000_000, 3840),
    ];

    /// <summary>Keeps the shape, never enlarges; both sides are even, as encoders want. Null when the size of the source is not known.</summary>
    public static (int? Width, int? Height) Fit(MediaStream video, int? maxWidth, int? maxHeight, int? bitrate)
    {
        if (video is not { Width: > 0 and var width, Height: > 0 and var height })
        {
            return (null, null);
        }

        if (video.Rotation is 90 or 270)
        {
            (width, height) = (height, width);
        }

        var byBitrate = bitrate is null ? 0 : Array.Find(WidthsByBitrate, entry => bitrate <= entry.Bitrate).Width;
        var widest = Math.Min(maxWidth ?? int.MaxValue, byBitrate == 0 ? int.MaxValue : byBitrate);
        var scale = Math.Min(1.0, Math.Min((double)widest / width, (double)(maxHeight ?? int.MaxValue) / height));
        return (Even(width * scale), Even(height * scale));
    }

    private static int Even(double size) => Math.Max((int)Math.Round(size / 2) * 2, 2);
}
