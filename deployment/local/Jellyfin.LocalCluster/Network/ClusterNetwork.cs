using System.Globalization;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.LocalCluster.Network;

/// <summary>A network namespace for PostgreSQL, Redis and each replica, and one for the switch between them; this machine is on it too.</summary>
internal sealed class ClusterNetwork(ClusterFolders folders)
{
    private const int FirstHost = 10;
    private const int LastSubnet = 250;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private string Prefix => $"jellyfin-{folders.Digest}-";

    private string Switch => Prefix + "switch";

    /// <summary>Gives every process of the cluster its host. Those of a cluster that runs stay as they are.</summary>
    public async Task MakeAsync(ClusterState state, CancellationToken cancellationToken)
    {
        if (!state.Processes.Any(process => process.IsRunning))
        {
            await RemoveAsync(cancellationToken);
            state.Gateway = await MakeSwitchAsync(cancellationToken);
        }

        var there = await NamespacesAsync(cancellationToken);
        state.PostgresHost = await HostAsync("postgres", 0);
        state.RedisHost = await HostAsync("redis", 1);
        for (var number = 0; number < state.Replicas.Count; number++)
        {
            state.Replicas[number].Host = await HostAsync(state.Replicas[number].Id, number + 2);
        }

        async Task<NetworkHost> HostAsync(string name, int number)
        {
            var subnet = state.Gateway![..(state.Gateway!.LastIndexOf('.') + 1)];
            var host = new NetworkHost(string.Create(CultureInfo.InvariantCulture, $"{subnet}{FirstHost + number}"), Prefix + name);
            if (!there.Contains(host.Namespace))
            {
                await AddAsync(host, string.Create(CultureInfo.InvariantCulture, $"port{number}"), cancellationToken);
            }

            return host;
        }
    }

    /// <summary>Ends what still runs inside, too.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await NamespacesAsync(cancellationToken))
        {
            foreach (var process in await Ip.ProcessesAsync(name, cancellationToken))
            {
                await process.EndAsync(Signal.Kill, EndLimit, cancellationToken);
            }

            await Ip.RunAsync(["netns", "del", name], cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> NamespacesAsync(CancellationToken cancellationToken)
        => [.. (await Ip.NamespacesAsync(cancellationToken)).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];

    /// <summary>Returns this machine's address as the hosts see it.</summary>
    private async Task<string> MakeSwitchAsync(CancellationToken cancellationToken)
    {
        await Ip.MakeNamespaceAsync(Switch, cancellationToken);
        var (link, gateway) = await MakeUplinkAsync(cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "add", "switch", "type", "bridge"], cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "set", "switch", "up"], cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "set", "uplink", "master", "switch", "up"], cancellationToken);
        await Ip.RunAsync(["addr", "add", gateway + "/24", "dev", link], cancellationToken);
        await Ip.RunAsync(["link", "set", link, "up"], cancellationToken);
        return gateway;
    }

    /// <summary>The name of the link stands for its subnet, so two clusters never take the same one. 198.18.0.0/15 is set aside for tests.</summary>
    private async Task<(string Link, string Gateway)> MakeUplinkAsync(CancellationToken cancellationToken)
    {
        var start = Environment.ProcessId % LastSubnet;
        for (var step = 0; ; step++)
        {
            var subnet = ((start + step) % LastSubnet) + 1;
            var link = string.Create(CultureInfo.InvariantCulture, $"jftest{subnet}");
            try
            {
                await Ip.RunAsync(["link", "add", link, "type", "veth", "peer", "name", "uplink", "netns", Switch], cancellationToken);
                return (link, string.Create(CultureInfo.InvariantCulture, $"198.18.{subnet}.1"));
            }
            catch (InvalidOperationException exception) when (exception.Message.Contains("exists", StringComparison.Ordinal) && step < LastSubnet)
            {
                // Another cluster has this one.
            }
        }
    }

    private async Task AddAsync(NetworkHost host, string port, CancellationToken cancellationToken)
    {
        await Ip.MakeNamespaceAsync(host.Namespace!, cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", host.Namespace!], cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "set", port, "master", "switch", "up"], cancellationToken);
        await Ip.RunAsync(["-n", host.Namespace!, "addr", "add", host.Address + "/24", "dev", "eth0"], cancellationToken);
        await Ip.RunAsync(["-n", host.Namespace!, "link", "set", "lo", "up"], cancellationToken);
        await Ip.RunAsync(["-n", host.Namespace!, "link", "set", "eth0", "up"], cancellationToken);
    }
}
