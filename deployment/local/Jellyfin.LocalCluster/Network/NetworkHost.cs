namespace Jellyfin.LocalCluster.Network;

/// <summary>Where a process of the cluster listens: on this machine's loopback, or in a network namespace, so that it can be cut off from others.</summary>
public sealed record NetworkHost(string Address, string? Namespace = null)
{
    public static readonly NetworkHost Local = new("127.0.0.1");

    /// <summary>The same process (no child of <c>ip</c>) inside the namespace.</summary>
    public (string Program, string[] Arguments) Enter(string program, IEnumerable<string> arguments)
        => Namespace is null ? (program, [.. arguments]) : ("ip", ["netns", "exec", Namespace, program, .. arguments]);
}
