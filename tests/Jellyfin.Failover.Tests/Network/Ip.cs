using Jellyfin.LocalCluster;

namespace Jellyfin.Failover.Tests.Network;

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
            throw new InvalidOperationException(
                $"These tests cut replicas off from each other and need network namespaces: Linux, root (CAP_SYS_ADMIN and CAP_NET_ADMIN) and iproute2. {exception.Message}",
                exception);
        }
    }

    public static async Task<IReadOnlyList<string>> NamespacesAsync(CancellationToken cancellationToken)
        => [.. Lines(await RunAsync(["netns", "list"], cancellationToken)).Select(line => line.Split(' ')[0])];

    public static async Task<IReadOnlyList<string>> ProcessesAsync(string name, CancellationToken cancellationToken)
        => Lines(await RunAsync(["netns", "pids", name], cancellationToken));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
