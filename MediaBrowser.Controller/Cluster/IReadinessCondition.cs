namespace MediaBrowser.Controller.Cluster;

/// <summary>A feature without which this replica should get no requests. Asked every second: answers at once, from what it knows.</summary>
public interface IReadinessCondition
{
    /// <summary>Why not, in a few words; null when it is well.</summary>
    string? Problem { get; }
}
