namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Whether load balancers should send requests here. Written by the probe and by shutdown, read by health and heartbeat.</summary>
public sealed class ReplicaReadiness
{
    private volatile string? _problem = "starting";
    private volatile bool _isDraining;

    public bool IsReady => Problem is null;

    public bool IsDraining => _isDraining;

    /// <summary>Why not, in a few words; null when it is ready.</summary>
    public string? Problem => _isDraining ? "draining" : _problem;

    /// <param name="problem">Null when all is well.</param>
    internal void Report(string? problem) => _problem = problem;

    internal void StartDraining() => _isDraining = true;
}
