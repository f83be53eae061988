using System.Globalization;

namespace MediaBrowser.Controller.Streaming;

/// <summary>The query of a stream's address. Names are compared without case; what does not parse counts as not given.</summary>
public sealed class StreamParameters(IReadOnlyDictionary<string, string> values)
{
    private readonly Dictionary<string, string> _values = new(values, StringComparer.OrdinalIgnoreCase);

    /// <summary>The address is one of sound: the picture of a film is left out.</summary>
    public bool IsSoundAlone { get; init; }

    public Guid? MediaSourceId => Guid.TryParse(Text("MediaSourceId"), out var id) ? id : null;

    public string PlaySessionId => Text("PlaySessionId") ?? "";

    public string DeviceId => Text("DeviceId") ?? "";

    public string VideoCodecs => Text("VideoCodec") ?? "";

    public string AudioCodecs => Text("AudioCodec") ?? "";

    public int? AudioStreamIndex => Number("AudioStreamIndex");

    public int? SubtitleStreamIndex => Number("SubtitleStreamIndex");

    public string SubtitleMethod => Text("SubtitleMethod") ?? "";

    public int? VideoBitrate => Positive("VideoBitrate");

    public int? AudioBitrate => Positive("AudioBitrate");

    public int? AudioSampleRate => Positive("AudioSampleRate");

    /// <summary>Limit for sound that is encoded and for sound that is copied.</summary>
    public int? MaxAudioChannels => Positive("TranscodingMaxAudioChannels") ?? Positive("MaxAudioChannels") ?? Positive("AudioChannels");

    public double? MaxFramerate => Decimal("MaxFramerate") ?? Decimal("Framerate");

    public int? MaxWidth => Positive("MaxWidth") ?? Positive("Width");

    public int? MaxHeight => Positive("MaxHeight") ?? Positive("Height");

    /// <summary>
    /// In ticks, where a stream begins that is not cut into segments. Of one that is, where the player said it would begin: the initialisation segment,
    /// which it asks for first, comes from there, so that ffmpeg need not be started anew for the first picture.
    /// </summary>
    public long StartTimeTicks
        => long.TryParse(Text("StartTimeTicks"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var ticks) ? Math.Max(ticks, 0) : 0;

    /// <summary>Seconds; null = the server decides.</summary>
    public int? SegmentLength => Positive("SegmentLength");

    /// <summary><c>ts</c> or <c>mp4</c>.</summary>
    public string SegmentContainer => (Text("SegmentContainer") ?? "ts").Equals("ts", StringComparison.OrdinalIgnoreCase) ? "ts" : "mp4";

    public bool AllowVideoStreamCopy => !IsFalse("AllowVideoStreamCopy") && !IsFalse("EnableAutoStreamCopy");

    public bool AllowAudioStreamCopy => !IsFalse("AllowAudioStreamCopy") && !IsFalse("EnableAutoStreamCopy");

    public bool EnableAudioVbrEncoding => !IsFalse("EnableAudioVbrEncoding");

    /// <summary>The master playlist offers lower bit rates, too.</summary>
    public bool EnableAdaptiveBitrateStreaming => IsTrue("EnableAdaptiveBitrateStreaming");

    public bool RequireNonAnamorphic => IsTrue("RequireNonAnamorphic");

    public bool RequireAvc => IsTrue("RequireAvc");

    public bool EnableSubtitlesInManifest => IsTrue("EnableSubtitlesInManifest");

    public string TranscodeReasons => Text("TranscodeReasons") ?? "";

    /// <summary>The same with one value changed.</summary>
    public StreamParameters With(string name, int value)
        => new(new Dictionary<string, string>(_values, StringComparer.OrdinalIgnoreCase) { [name] = value.ToString(CultureInfo.InvariantCulture) })
        {
            IsSoundAlone = IsSoundAlone,
        };

    /// <summary>Null = not given.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A limit of one codec, such as <c>h264-level</c>.</summary>
    public string? Option(string? codec, string name) => Text($"{codec}-{name}");

    public double? NumberOption(string? codec, string name) => Decimal($"{codec}-{name}");

    private int? Number(string name)
        => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private int? Positive(string name) => Number(name) is > 0 and var value ? value : null;

    private double? Decimal(string name)
        => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private bool IsTrue(string name) => bool.TryParse(Text(name), out var value) && value;

    private bool IsFalse(string name) => bool.TryParse(Text(name), out var value) && !value;
}
