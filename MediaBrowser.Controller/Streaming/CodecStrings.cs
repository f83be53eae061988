using System.Globalization;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Codecs as RFC 6381 names them in playlists.</summary>
internal static class CodecStrings
{
    public static string Of(StreamPlan plan) => string.Join(',', new[] { Video(plan.Video), Audio(plan.Audio) }.Where(text => text is not null));

    private static string? Video(VideoPlan? video) => video?.Codec.ToLowerInvariant() switch
    {
        null => null,
        "hevc" => string.Create(CultureInfo.InvariantCulture, $"hvc1.{(IsMain10(video) ? "2.4" : "1.4")}.L{(int)(video.Level is > 0 ? video.Level : IsLarge(video) ? 150 : 120)}.B0"),
        "av1" => IsLarge(video) ? "av01.0.12M.08" : "av01.0.08M.08",
        "vp9" => IsLarge(video) ? "vp09.00.50.08" : "vp09.00.40.08",
        _ => $"avc1.{ProfileBytes(video.Profile)}{(int)(video.Level is > 0 ? video.Level : 41):X2}",
    };

    private static string ProfileBytes(string? profile) => profile?.ToLowerInvariant() switch
    {
        "baseline" or "constrained baseline" => "42E0",
        "main" => "4D40",
        "high 10" => "6E00",
        "high 4:2:2" => "7A00",
        "high 4:4:4 predictive" => "F400",
        _ => "6400",
    };

    /// <summary>What is encoded has eight bits.</summary>
    private static bool IsMain10(VideoPlan video) => video.IsCopy && video.Stream.BitDepth == 10;

    private static bool IsLarge(VideoPlan video) => video.Width > 1920;

    private static string? Audio(AudioPlan? audio) => audio?.Codec.ToLowerInvariant() switch
    {
        null => null,
        "mp3" => "mp4a.40.34",
        "ac3" => "ac-3",
        "eac3" => "ec-3",
        "opus" => "Opus",
        "flac" => "fLaC",
        "alac" => "alac",
        _ when audio.Stream.Profile?.Contains("HE", StringComparison.Ordinal) == true && audio.IsCopy => "mp4a.40.5",
        _ => "mp4a.40.2",
    };
}
