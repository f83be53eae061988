using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Whether load balancers should send requests here. Written by the probe, by drains and by shutdown, read by health and heartbeat.</summary>
public sealed class ReplicaReadiness(TimeProvider time) : IReplicaDrain
{
    private readonly Lock _changing = new();
    private volatile string? _problem = "starting";
    private bool _isOrdered;
    private bool _isEnding;
    private long _drainingSince;

    public event Action? Started;

    public bool IsReady => Problem is null;

    public bool IsDraining
    {
        get
        {
            lock (_changing)
            {
                return _isOrdered || _isEnding;
            }
        }
    }

    /// <summary>Why not, in a few words; null when it is ready.</summary>
    public string? Problem => IsDraining ? "draining" : _problem;

    /// <summary>Time since draining began.</summary>
    internal TimeSpan DrainingFor
    {
        get
        {
            lock (_changing)
            {
                return _isOrdered || _isEnding ? time.GetElapsedTime(_drainingSince) : TimeSpan.Zero;
            }
        }
    }

    /// <param name="problem">Null when all is well.</param>
    internal void Report(string? problem) => _problem = problem;

    /// <summary>The process ends; there is no way back.</summary>
    internal void StartDraining() => Change(() => _isEnding = true);

    /// <summary>An administrator's order.</summary>
    internal void SetDrain(bool isWanted) => Change(() => _isOrdered = isWanted);

    private void Change(Action change)
    {
        lock (_changing)
        {
            var before = _isOrdered || _isEnding;
            change();
            if (before || !(_isOrdered || _isEnding))
            {
                return;
            }

            _drainingSince = time.GetTimestamp();
        }

        Started?.Invoke();
    }
}
