using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>A heartbeat in the shared store, alive as long as its entry.</summary>
internal sealed partial class ReplicaRegistry(
    ReplicaIdentity self,
    ISharedStore store,
    ReplicaReadiness readiness,
    ReplicaReports reports,
    IOptions<ClusterOptions> options,
    IClusterClock clock,
    TimeProvider time,
    ILogger<ReplicaRegistry> logger) : BackgroundService, IReplicaRegistry
{
    private readonly DateTimeOffset _startedAtByThisMachine = time.GetUtcNow();
    private bool _hasWritten;
    private DateTimeOffset? _clusterStartedAt;

    public ReplicaIdentity Self => self;

    private SharedKey Key => new(ReplicaEntries.Collection, self.Id);

    private ReplicaStatus Status => new(self, clock.StartedAt ?? _startedAtByThisMachine, readiness.IsReady, readiness.IsDraining)
    {
        ClusterStartedAt = _clusterStartedAt,
        Problem = readiness.Problem,
        Reports = reports.Current,
    };

    public async Task<IReadOnlyList<ReplicaStatus>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.WithOthersAsync(Status, cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            return [Status];
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            // Not what was written last: the end may have come after a heartbeat was sent and before it was answered.
            if (await store.GetAsync(Key, cancellationToken) is { } found && IsOwn(found))
            {
                await store.CompareAndSetAsync(Key, found, null, options.Value.DeadAfter, cancellationToken);
            }
        }
        catch (SharedStateUnavailableException)
        {
            // The entry expires by itself.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (SharedStateUnavailableException exception)
            {
                LogNoHeartbeat(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var found = await store.GetAsync(Key, cancellationToken);
        if (_hasWritten && found is not null && !IsOwn(found))
        {
            LogSameId(self.Id);
        }

        // Looked at again with each beat: replicas that start at the same moment see each other only now.
        _clusterStartedAt = ReplicaEntries.ClusterStart(await store.WithOthersAsync(Status, cancellationToken), clock.StartedAt);
        await store.SetAsync(Key, ReplicaEntries.ToJson(Status), options.Value.DeadAfter, cancellationToken);
        _hasWritten = true;
    }

    private bool IsOwn(string entry) => ReplicaEntries.FromJson(entry).Identity == self;

    [LoggerMessage(LogLevel.Debug, "No heartbeat: {Reason}")]
    private partial void LogNoHeartbeat(string reason);

    [LoggerMessage(LogLevel.Error, "Another process uses the replica id {ReplicaId}; every replica needs its own (Cluster:ReplicaId)")]
    private partial void LogSameId(string replicaId);
}
