using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Tests;

/// <summary>A cluster of one.</summary>
internal sealed class OneReplica : IReplicaRegistry
{
    public ReplicaIdentity Self { get; } = new("a", "1", "http://a", "1.0");

    public Task<IReadOnlyList<ReplicaStatus>> ListAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ReplicaStatus>>([new ReplicaStatus(Self, default, true, false)]);
}
