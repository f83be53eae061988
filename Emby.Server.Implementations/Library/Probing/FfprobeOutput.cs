using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>The parts of ffprobe's JSON that the server uses, under ffprobe's names.</summary>
public sealed record FfprobeOutput
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public FfprobeFormat? Format { get; init; }

    public IReadOnlyList<FfprobeStream> Streams { get; init; } = [];

    public IReadOnlyList<FfprobeChapter> Chapters { get; init; } = [];

    /// <summary>Returns null for anything but ffprobe's JSON.</summary>
    public static FfprobeOutput? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<FfprobeOutput>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public sealed record FfprobeFormat
{
    public string? FormatName { get; init; }

    /// <summary>Seconds, as text.</summary>
    public string? Duration { get; init; }

    public string? StartTime { get; init; }

    /// <summary>Bits per second, as text.</summary>
    public string? BitRate { get; init; }
}

public sealed record FfprobeStream
{
    public int Index { get; init; }

    public string? CodecName { get; init; }

    public string? CodecType { get; init; }

    public string? CodecTagString { get; init; }

    public string? Profile { get; init; }

    public int? Level { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? SampleAspectRatio { get; init; }

    public string? DisplayAspectRatio { get; init; }

    public string? PixFmt { get; init; }

    public string? FieldOrder { get; init; }

    public int? Refs { get; init; }

    public string? IsAvc { get; init; }

    public string? NalLengthSize { get; init; }

    public string? RFrameRate { get; init; }

    public string? AvgFrameRate { get; init; }

    public string? TimeBase { get; init; }

    public string? Duration { get; init; }

    public string? BitRate { get; init; }

    public string? BitsPerRawSample { get; init; }

    public int? BitsPerSample { get; init; }

    public string? ColorRange { get; init; }

    public string? ColorSpace { get; init; }

    public string? ColorTransfer { get; init; }

    public string? ColorPrimaries { get; init; }

    public string? SampleRate { get; init; }

    public int? Channels { get; init; }

    public string? ChannelLayout { get; init; }

    public Dictionary<string, int> Disposition { get; init; } = [];

    public Dictionary<string, string> Tags { get; init; } = [];

    public IReadOnlyList<FfprobeSideData> SideDataList { get; init; } = [];
}

public sealed record FfprobeSideData
{
    public string? SideDataType { get; init; }

    /// <summary>Degrees, counter-clockwise.</summary>
    public double? Rotation { get; init; }

    public int? DvProfile { get; init; }

    public int? DvLevel { get; init; }

    public int? DvBlSignalCompatibilityId { get; init; }
}

public sealed record FfprobeChapter
{
    /// <summary>Seconds, as text.</summary>
    public string? StartTime { get; init; }

    public Dictionary<string, string> Tags { get; init; } = [];
}
