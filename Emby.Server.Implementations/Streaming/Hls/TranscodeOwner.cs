using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Which replica makes a stream; the shared entry of a job.</summary>
internal sealed record TranscodeOwner(
    string ReplicaId, string Incarnation, string Url, string PlaySessionId, string DeviceId, TranscodingInfo Info)
{
    public const string Collection = "transcodes";

    public static SharedKey KeyOf(string job) => new(Collection, job);

    public string Serialize() => JsonSerializer.Serialize(this);

    public static TranscodeOwner? Parse(string? text) => text is null ? null : JsonSerializer.Deserialize<TranscodeOwner>(text);

    public bool Is(ReplicaIdentity replica) => ReplicaId == replica.Id && Incarnation == replica.Incarnation;
}
