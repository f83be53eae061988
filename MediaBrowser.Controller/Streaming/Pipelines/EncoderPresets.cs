using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>Speed against size, in the words of each encoder. What nobody chose is <c>veryfast</c>.</summary>
internal static class EncoderPresets
{
    /// <summary>Slowest first, in x264's words.</summary>
    private static readonly string[] Names = ["placebo", "veryslow", "slower", "slow", "medium", "fast", "faster", "veryfast", "superfast", "ultrafast"];

    public static string X264(VideoPipeline pipeline, EncodingOptions settings)
        => pipeline.Preset ?? (settings.EncoderPreset == EncoderPreset.auto ? "veryfast" : settings.EncoderPreset.ToString());

    /// <summary>It has seven of the names.</summary>
    public static string Qsv(VideoPipeline pipeline, EncodingOptions settings) => Names[Math.Clamp(Speed(pipeline, settings), 1, 7)];

    /// <summary>p7 is the slowest, p1 the fastest.</summary>
    public static string Nvenc(VideoPipeline pipeline, EncodingOptions settings)
        => string.Create(CultureInfo.InvariantCulture, $"p{8 - Math.Clamp(Speed(pipeline, settings), 1, 7)}");

    /// <summary>5 to 13, the fastest.</summary>
    public static string Svt(VideoPipeline pipeline, EncodingOptions settings) => Text(Math.Max(Speed(pipeline, settings), 1) + 4);

    /// <summary>5 to 8, the fastest of those for real time that keeps its looks.</summary>
    public static string Vpx(VideoPipeline pipeline, EncodingOptions settings) => Text(Math.Clamp(Speed(pipeline, settings) + 1, 5, 8));

    private static int Speed(VideoPipeline pipeline, EncodingOptions settings) => Array.IndexOf(Names, X264(pipeline, settings));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
