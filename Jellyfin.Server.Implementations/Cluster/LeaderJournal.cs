using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Tells operators what became of the leadership, as log and as metrics.</summary>
internal sealed partial class LeaderJournal(LeaderMetrics metrics, ILogger<LeaderJournal> logger)
{
    private bool _isUndecided;

    public void Acquired(Lease lease)
    {
        metrics.Acquired(lease);
        if (lease.IsShared)
        {
            LogShared(lease.FencingToken);
        }
        else
        {
            LogLeader(lease.Road, lease.FencingToken);
        }
    }

    public void Renewed(Lease lease) => metrics.Renewed(lease);

    public void Ended(Lease lease, LeaderLoss reason)
    {
        metrics.Ended(reason);
        LogNotLeader(lease.FencingToken, reason);
    }

    public void Decided() => _isUndecided = false;

    /// <summary>Said once, until something was decided again.</summary>
    public void Undecided(Exception exception)
    {
        if (!_isUndecided)
        {
            LogUndecided(exception.Message);
        }

        _isUndecided = true;
    }

    [LoggerMessage(LogLevel.Information, "This replica runs the scheduled tasks now (by way of {Road}, fencing token {FencingToken})")]
    private partial void LogLeader(LeaseRoad road, long fencingToken);

    [LoggerMessage(LogLevel.Information, "There is no leader: this replica runs scheduled tasks as others may do (fencing token {FencingToken})")]
    private partial void LogShared(long fencingToken);

    [LoggerMessage(LogLevel.Information, "This replica no longer runs the scheduled tasks (fencing token {FencingToken}): {Reason}")]
    private partial void LogNotLeader(long fencingToken, LeaderLoss reason);

    [LoggerMessage(LogLevel.Warning, "Leadership cannot be decided: {Reason}")]
    private partial void LogUndecided(string reason);
}

/// <summary>Why a replica no longer holds the lease.</summary>
internal enum LeaderLoss
{
    Resigned,

    /// <summary>It could not be renewed in time.</summary>
    Expired,

    /// <summary>Refused: another replica has it, or Redis was away for too long.</summary>
    Lost,
}
