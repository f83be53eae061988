using System.Text.Json.Serialization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>How many streams this replica can transcode, as measured; always answers at once.</summary>
public interface ITranscodeCapacity
{
    /// <summary>One entry for each kind that can be used now; none when nothing may be transcoded here.</summary>
    IReadOnlyList<TranscodeSlots> Current { get; }
}

/// <summary>A slot is a stream of 1280x720 in real time.</summary>
/// <param name="Kind">What encodes.</param>
/// <param name="Slots">How many at once.</param>
/// <param name="Running">How many there are now; may be more.</param>
public sealed record TranscodeSlots(
    [property: JsonConverter(typeof(JsonStringEnumConverter<HardwareAccelerationType>))] HardwareAccelerationType Kind,
    int Slots,
    int Running)
{
    /// <summary>The same before it was cut to whole streams, so that replicas can be compared; null = capped, or not measured yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Measured { get; init; }

    [JsonIgnore]
    public int Free => Math.Max(Slots - Running, 0);

    /// <param name="kind">What encodes.</param>
    /// <param name="measured">Streams of 1280x720 in real time; null = not known yet.</param>
    /// <param name="running">How many there are now.</param>
    /// <param name="cap">That it is never counted as more than; null = none.</param>
    public static TranscodeSlots Of(HardwareAccelerationType kind, double? measured, int running, int? cap)
    {
        var streams = measured ?? CapacityRules.Assumed(Environment.ProcessorCount);
        return cap <= streams
            ? new TranscodeSlots(kind, cap.Value, running)
            : new TranscodeSlots(kind, (int)streams, running) { Measured = measured is null ? null : Math.Round(streams, 2) };
    }

    /// <summary>0 to 100 over all kinds.</summary>
    public static int FreePercent(IReadOnlyList<TranscodeSlots> kinds)
        => kinds.Sum(kind => kind.Slots) is > 0 and var slots ? 100 * kinds.Sum(kind => kind.Free) / slots : 0;
}
