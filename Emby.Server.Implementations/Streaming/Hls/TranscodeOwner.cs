using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Which replica makes a stream; the shared entry of a job.</summary>
/// <param name="ReplicaId">The replica.</param>
/// <param name="Incarnation">Which start of it.</param>
/// <param name="Url">Where others reach it.</param>
/// <param name="Epoch">Grows with every change of the owner; the loser of an epoch makes nothing any more.</param>
/// <param name="PlaySessionId">As the player says.</param>
/// <param name="DeviceId">Of the player.</param>
/// <param name="Info">What is made.</param>
internal sealed record TranscodeOwner(
    string ReplicaId, string Incarnation, string Url, long Epoch, string PlaySessionId, string DeviceId, TranscodingInfo Info)
{
    public const string Collection = "transcodes";

    /// <summary>Segment that the player asked for last.</summary>
    public int LastRequested { get; init; }

    /// <summary>File that was finished last; -1 = none.</summary>
    public int LastFinished { get; init; } = -1;

    public static SharedKey KeyOf(string job) => new(Collection, job);

    public static TranscodeOwner Of(ReplicaIdentity replica, long epoch, StreamJob job) => new(
        replica.Id,
        replica.Incarnation,
        replica.Url,
        epoch,
        job.Parameters.PlaySessionId,
        job.Parameters.DeviceId,
        TranscodingInfo.From(job.Plan, job.Parameters.TranscodeReasons));

    public string Serialize() => JsonSerializer.Serialize(this);

    public static TranscodeOwner? Parse(string? text) => text is null ? null : JsonSerializer.Deserialize<TranscodeOwner>(text);

    public bool Is(ReplicaIdentity replica) => ReplicaId == replica.Id && Incarnation == replica.Incarnation;
}
