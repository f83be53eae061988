namespace Jellyfin.Server.Cluster;

/// <param name="LoadAverage">Processes that wanted to run on the host, over the last minute.</param>
/// <param name="Processors">How many can.</param>
/// <param name="MemoryBytes">Of the server's process.</param>
/// <param name="WebSockets">That are open here.</param>
public sealed record ReplicaLoad(double? LoadAverage, int Processors, long MemoryBytes, int WebSockets)
{
    internal const string Report = "load";
}

/// <param name="FencingToken">Null while the replica does not lead.</param>
public sealed record ReplicaLeadership(long? FencingToken)
{
    internal const string Report = "leadership";
}
