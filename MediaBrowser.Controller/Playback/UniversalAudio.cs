using System.Globalization;
using MediaBrowser.Controller.Streaming;

namespace MediaBrowser.Controller.Playback;

/// <summary>Sound for players that ask without a device profile: the file when they take it, else a stream.</summary>
public static class UniversalAudio
{
    /// <param name="source">What is to be played.</param>
    /// <param name="containers">Comma list of <c>container</c> or <c>container|codec</c>; empty = anything.</param>
    /// <param name="maxBitrate">Bits per second; null = no limit.</param>
    public static bool TakesFile(MediaSource source, string? containers, int? maxBitrate)
    {
        if (source.Bitrate > maxBitrate)
        {
            return false;
        }

        var codec = source.Audio(null)?.Codec;
        var own = ContainerNames.Split(source.Container).Append(Path.GetExtension(source.Path).TrimStart('.')).ToList();
        return string.IsNullOrWhiteSpace(containers)
            || ContainerNames.Split(containers).Select(entry => entry.Split('|')).Any(entry => own.Contains(entry[0], StringComparer.OrdinalIgnoreCase)
                && (entry.Length == 1 || string.Equals(entry[1], codec, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Address of the stream in segments, relative to the server.</summary>
    public static string StreamUrl(Guid itemId, MediaSource source, UniversalAudioRequest request)
    {
        (string Name, string? Value)[] query =
        [
            .. Wanted(source, request with { AudioCodec = request.AudioCodec ?? "aac" }),
            ("SegmentContainer", request.Container ?? "ts"),
            ("ApiKey", request.Token),
            ("Tag", source.ETag),
        ];
        var text = string.Join('&', query.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
        return $"/audio/{itemId:D}/master.m3u8?{text}";
    }

    /// <summary>What is to be sent as it is made.</summary>
    public static StreamParameters Progressive(MediaSource source, UniversalAudioRequest request)
        => new(Wanted(source, request)
            .Append(("StartTimeTicks", request.StartTimeTicks?.ToString(CultureInfo.InvariantCulture)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2 ?? ""))
        {
            IsSoundAlone = true,
        };

    private static (string Name, string? Value)[] Wanted(MediaSource source, UniversalAudioRequest request) =>
    [
        ("DeviceId", request.DeviceId),
        ("MediaSourceId", source.Id.ToString("N", CultureInfo.InvariantCulture)),
        ("AudioCodec", request.AudioCodec),
        ("AudioBitrate", Text(request.Bitrate)),
        ("AudioSampleRate", Text(request.MaxSampleRate)),
        ("TranscodingMaxAudioChannels", Text(request.MaxChannels)),
        ("PlaySessionId", request.PlaySessionId),
        ("TranscodeReasons", "ContainerNotSupported"),
    ];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the player wants when the file does not suit it.</summary>
public sealed record UniversalAudioRequest(string DeviceId, string PlaySessionId, string? Token)
{
    public string? AudioCodec { get; init; }

    public string? Container { get; init; }

    /// <summary>Bits per second.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Hertz.</summary>
    public int? MaxSampleRate { get; init; }

    public int? MaxChannels { get; init; }

    /// <summary>Only for streams that are not cut into segments.</summary>
    public long? StartTimeTicks { get; init; }
}
