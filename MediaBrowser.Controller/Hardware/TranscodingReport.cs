using System.Text.Json;
using System.Text.Json.Serialization;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Hardware;

/// <summary>What a replica tells the others about its transcoding, with every heartbeat; so that they can send streams to where there is room.</summary>
/// <param name="Health">Whether it should get any.</param>
/// <param name="Reason">In words.</param>
/// <param name="Slots">By kind; none when it should get no transcodes.</param>
public sealed record TranscodingReport(
    [property: JsonConverter(typeof(JsonStringEnumConverter<TranscodeHealth>))] TranscodeHealth Health,
    string Reason,
    IReadOnlyList<TranscodeSlots> Slots)
{
    public const string Name = "transcoding";

    /// <summary>What streams should be made with now.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<HardwareAccelerationType>))]
    public HardwareAccelerationType Acceleration { get; init; }

    /// <summary>What its ffmpeg has for that, see <see cref="FfmpegFeatures.Of"/>.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Enough to say what encodes a stream there; what decodes it does not count.</summary>
    [JsonIgnore]
    public PipelineHost Host => new(Acceleration, new FfmpegFeatures(Features.ToHashSet(StringComparer.Ordinal)));

    /// <summary>Null when the replica has not said anything yet.</summary>
    public static TranscodingReport? Of(ReplicaStatus replica)
        => replica.Reports.TryGetValue(Name, out var report) ? report.Deserialize<TranscodingReport>() : null;

    /// <summary>Two replicas that can do the same.</summary>
    public bool IsSame(TranscodingReport? other)
        => other is not null && Health == other.Health && Reason == other.Reason && Slots.SequenceEqual(other.Slots)
            && Acceleration == other.Acceleration && Features.SequenceEqual(other.Features);
}
