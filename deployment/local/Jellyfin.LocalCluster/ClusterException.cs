namespace Jellyfin.LocalCluster;

/// <summary>Something a person can put right; the message is the one line they see.</summary>
public sealed class ClusterException(string message) : Exception(message);
