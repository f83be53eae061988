namespace MediaBrowser.Controller.Cluster;

/// <summary>What features of this replica tell the other ones; it goes out with every heartbeat and is shown on the cluster page.</summary>
public interface IReplicaReports
{
    /// <summary>Replaces what was said under that name (<c>hardware</c>, <c>load</c>). Small, and never a secret: every administrator sees it.</summary>
    void Set<T>(string name, T report);
}
