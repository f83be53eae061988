using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>A stream that this replica makes, and says so to the others.</summary>
internal interface IOwnedStream
{
    string Key { get; }

    /// <summary>It is not made any more. True before its entry is released.</summary>
    bool HasEnded { get; }

    /// <summary>What others know of it.</summary>
    TranscodeOwner Describe(ReplicaIdentity self, long epoch);
}
