using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Streaming;

/// <summary>How ffmpeg is used to make streams.</summary>
public sealed class TranscodeOptions : IValidatableObject
{
    public const string Section = "Transcoding";

    /// <summary>Of x264 and, in their words, of other encoders: faster ones make larger streams. Null = as administrators say in the dashboard.</summary>
    [RegularExpression("^(ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow)$")]
    public string? Preset { get; set; }

    /// <summary>Of x264; less is better and larger. Null = as administrators say in the dashboard.</summary>
    [Range(0, 51)]
    public int? Crf { get; set; }

    /// <summary>Streams that are transcoded here at once are never counted as more than this, whatever was measured; null = what was measured.</summary>
    [Range(1, 1000)]
    public int? MaxStreams { get; set; }

    /// <summary>ffmpeg is paused when it is further ahead of the player.</summary>
    public TimeSpan RunAhead { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>What the player has passed for longer is removed.</summary>
    public TimeSpan KeepBehind { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>A job without a request or a report of its player for so long is ended.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A segment that is not there after this time is an error.</summary>
    public TimeSpan SegmentTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An ffmpeg that does nothing for so long while a player waits is replaced; players wait ten seconds at most for a first byte.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A replica that a request was passed on to and that is silent for longer loses the stream; players wait eight seconds at least.</summary>
    public TimeSpan ForwardTimeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Streams that all replicas together make at a time, or each of them when they share nothing; 0 = any number.</summary>
    [Range(0, 1000)]
    public int MaxJobs { get; set; }

    /// <summary>The same for one user; 0 = any number.</summary>
    [Range(0, 1000)]
    public int MaxPerUser { get; set; }

    /// <summary>A stream that nobody has asked for so long makes room for another one where there are too many.</summary>
    public TimeSpan MakesRoomAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes of one stream: with more ffmpeg waits for the player, and what the player has passed is removed at once; 0 = no limit.</summary>
    [Range(0, long.MaxValue)]
    public long StreamQuota { get; set; }

    /// <summary>Bytes of all streams of a replica: with more nothing is started, and all are treated as those over their own; 0 = no limit.</summary>
    [Range(0, long.MaxValue)]
    public long TotalQuota { get; set; }

    /// <summary>Bytes that must be free where ffmpeg writes: with less nothing is started, and what runs waits.</summary>
    [Range(0, long.MaxValue)]
    public long MinFreeSpace { get; set; } = 512 * 1024 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RunAhead < TimeSpan.FromSeconds(10) || IdleTimeout < TimeSpan.FromSeconds(1) || SegmentTimeout < TimeSpan.FromSeconds(1)
            || StallTimeout < TimeSpan.FromSeconds(1))
        {
            yield return new ValidationResult("RunAhead must be 10 seconds or more, the timeouts a second or more.", [nameof(RunAhead)]);
        }

        if (MakesRoomAfter < TimeSpan.FromSeconds(1))
        {
            yield return new ValidationResult("MakesRoomAfter must be a second or more.", [nameof(MakesRoomAfter)]);
        }

        if (ForwardTimeout < TimeSpan.FromSeconds(1))
        {
            yield return new ValidationResult("ForwardTimeout must be a second or more.", [nameof(ForwardTimeout)]);
        }
    }
}
