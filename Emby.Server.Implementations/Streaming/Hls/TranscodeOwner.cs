using System.Text.Json;
using System.Text.Json.Serialization;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;

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

    /// <summary>Whose stream it is; null = a program's.</summary>
    public Guid? UserId { get; init; }

    /// <summary>How long nobody had asked for it when this was written.</summary>
    public TimeSpan Idle { get; init; }

    /// <summary>File that was finished last; -1 = none.</summary>
    public int LastFinished { get; init; } = -1;

    /// <summary>Processor time of the ffmpeg that runs: as long as it grows, the stream is being made.</summary>
    public TimeSpan Worked { get; init; }

    public static SharedKey KeyOf(string job) => new(Collection, job);

    /// <param name="replica">Who makes it.</param>
    /// <param name="epoch">Of its ownership.</param>
    /// <param name="job">What is made.</param>
    /// <param name="pipeline">With what; null = that is not decided yet.</param>
    public static TranscodeOwner Of(ReplicaIdentity replica, long epoch, StreamJob job, JobPipeline? pipeline = null) => new(
        replica.Id,
        replica.Incarnation,
        replica.Url,
        epoch,
        job.Parameters.PlaySessionId,
        job.Parameters.DeviceId,
        TranscodingInfo.From(job.Plan, job.Parameters.TranscodeReasons) with { HardwareAccelerationType = (pipeline?.Current ?? VideoPipeline.Software).Acceleration })
    {
        UserId = job.UserId,
    };

    public string Serialize() => JsonSerializer.Serialize(this);

    public static TranscodeOwner? Parse(string? text) => text is null ? null : JsonSerializer.Deserialize<TranscodeOwner>(text);

    /// <summary>Nobody makes it any more: its owner notices.</summary>
    public TranscodeOwner WithoutReplica() => this with { ReplicaId = "", Incarnation = "", Url = "", Epoch = Epoch + 1 };

    [JsonIgnore]
    public bool IsNobody => ReplicaId.Length == 0;

    public bool Is(ReplicaIdentity replica) => ReplicaId == replica.Id && Incarnation == replica.Incarnation;
}
