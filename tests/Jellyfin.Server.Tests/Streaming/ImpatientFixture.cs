using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>One replica with short limits.</summary>
public sealed class ImpatientFixture(PostgresFixture postgres, RedisFixture redis) : StreamingFixture(postgres, redis)
{
    protected override int ReplicaCount => 1;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Transcoding__Preset"] = "ultrafast",
        ["Transcoding__IdleTimeout"] = "00:00:08",
        ["Transcoding__SegmentTimeout"] = "00:00:08",
        ["Transcoding__StallTimeout"] = "00:00:02",
        ["Transcoding__RunAhead"] = "00:00:10",
        ["Transcoding__KeepBehind"] = "00:00:06",
        ["Transcoding__MaxPerUser"] = "1",
    };
}
