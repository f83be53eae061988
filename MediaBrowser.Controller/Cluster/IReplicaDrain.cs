namespace MediaBrowser.Controller.Cluster;

/// <summary>
/// Whether this replica should be left alone: an administrator said so, or the process is about to end. It goes on answering what still
/// reaches it, but starts nothing that lasts.
/// </summary>
public interface IReplicaDrain
{
    bool IsDraining { get; }

    /// <summary>Raised when draining begins, again after each time it was taken back. Handlers must not block.</summary>
    event Action? Started;
}
