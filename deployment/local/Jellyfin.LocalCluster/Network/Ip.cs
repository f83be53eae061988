using System.Globalization;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.LocalCluster.Network;

/// <summary>The program <c>ip</c>.</summary>
internal static class Ip
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
        => Command.RunAsync("ip", arguments, Limit, cancellationToken);

    public static async Task MakeNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(["netns", "add", name], cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new ClusterException($"network namespaces need Linux, root (CAP_SYS_ADMIN and CAP_NET_ADMIN) and iproute2: {exception.Message}");
        }
    }

    public static async Task<IReadOnlyList<string>> NamespacesAsync(CancellationToken cancellationToken)
        => [.. Lines(await RunAsync(["netns", "list"], cancellationToken)).Select(line => line.Split(' ')[0])];

    /// <summary>What runs inside.</summary>
    public static async Task<IReadOnlyList<ProcessIdentity>> ProcessesAsync(string name, CancellationToken cancellationToken)
        => [.. Lines(await RunAsync(["netns", "pids", name], cancellationToken))
            .Select(pid => ProcessIdentity.Find(int.Parse(pid, CultureInfo.InvariantCulture)))
            .OfType<ProcessIdentity>()];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
