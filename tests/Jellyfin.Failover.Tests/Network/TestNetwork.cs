using System.Globalization;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.Failover.Tests.Network;

/// <summary>
/// A network namespace for each named host and one for the switch between them; this machine is on it too. Two hosts can be cut off from each
/// other: their packets vanish without a word, as if a cable was pulled somewhere between them.
/// </summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    private const string Prefix = "jellyfin-test-";
    private const int FirstHost = 10;
    private const int LastSubnet = 250;

    /// <summary>A card that nobody has: the switch floods the packet and everybody drops it.</summary>
    private const string Nowhere = "02:00:00:00:00:00";

    private readonly string _names = string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{ProcessIdentity.Find(Environment.ProcessId)!.StartTicks}-");

    private readonly Dictionary<string, NetworkHost> _hosts = [];
    private readonly HashSet<(string One, string Other)> _cuts = [];
    private string _subnet = "";

    private TestNetwork()
    {
    }

    public IReadOnlyDictionary<string, NetworkHost> Hosts => _hosts;

    /// <summary>This machine's address as the hosts see it.</summary>
    public string Gateway => _subnet + "1";

    private string Switch => _names + "switch";

    /// <summary>Fails where namespaces cannot be made; removes first what a run left behind that died.</summary>
    public static async Task<TestNetwork> CreateAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        var network = new TestNetwork();
        try
        {
            await network.MakeSwitchAsync(cancellationToken);
            for (var number = 0; number < names.Count; number++)
            {
                await network.AddHostAsync(names[number], FirstHost + number, cancellationToken);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    public async Task CutAsync(string one, string other, CancellationToken cancellationToken)
    {
        _cuts.Add((one, other));
        await BlindAsync(one, other, cancellationToken);
        await BlindAsync(other, one, cancellationToken);
    }

    /// <summary>Undoes all cuts.</summary>
    public async Task HealAsync(CancellationToken cancellationToken)
    {
        foreach (var (one, other) in _cuts)
        {
            await Ip.RunAsync(["-n", _hosts[one].Namespace!, "neigh", "del", _hosts[other].Address, "dev", "eth0"], cancellationToken);
            await Ip.RunAsync(["-n", _hosts[other].Namespace!, "neigh", "del", _hosts[one].Address, "dev", "eth0"], cancellationToken);
        }

        _cuts.Clear();
    }

    /// <summary>Processes that run inside any of the hosts.</summary>
    public async Task<IReadOnlyList<string>> ProcessesAsync(CancellationToken cancellationToken)
    {
        var all = new List<string>();
        foreach (var host in _hosts.Values)
        {
            all.AddRange(await Ip.ProcessesAsync(host.Namespace!, cancellationToken));
        }

        return all;
    }

    /// <summary>Namespaces of this process that still exist.</summary>
    public async Task<IReadOnlyList<string>> NamespacesAsync(CancellationToken cancellationToken)
        => [.. (await Ip.NamespacesAsync(cancellationToken)).Where(name => name.StartsWith(_names, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        foreach (var name in await NamespacesAsync(CancellationToken.None))
        {
            await Ip.RunAsync(["netns", "del", name], CancellationToken.None);
        }
    }

    private static async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await Ip.NamespacesAsync(cancellationToken))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && !OwnerRuns(name[Prefix.Length..].Split('-')))
            {
                foreach (var process in await Ip.ProcessesAsync(name, cancellationToken))
                {
                    ProcessIdentity.Find(int.Parse(process, CultureInfo.InvariantCulture))?.Send(Signal.Kill);
                }

                await Ip.RunAsync(["netns", "del", name], cancellationToken);
            }
        }
    }

    private static bool OwnerRuns(string[] parts)
        => ProcessIdentity.Find(int.Parse(parts[0], CultureInfo.InvariantCulture)) is { } owner
            && owner.StartTicks == long.Parse(parts[1], CultureInfo.InvariantCulture);

    private async Task MakeSwitchAsync(CancellationToken cancellationToken)
    {
        await Ip.MakeNamespaceAsync(Switch, cancellationToken);
        var link = await MakeUplinkAsync(cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "add", "switch", "type", "bridge"], cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "set", "switch", "up"], cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "set", "uplink", "master", "switch", "up"], cancellationToken);
        await Ip.RunAsync(["addr", "add", Gateway + "/24", "dev", link], cancellationToken);
        await Ip.RunAsync(["link", "set", link, "up"], cancellationToken);
    }

    /// <summary>The name of the link stands for its subnet, so two runs never take the same one. 198.18.0.0/15 is set aside for tests.</summary>
    private async Task<string> MakeUplinkAsync(CancellationToken cancellationToken)
    {
        var start = Environment.ProcessId % LastSubnet;
        for (var step = 0; ; step++)
        {
            var subnet = ((start + step) % LastSubnet) + 1;
            var link = string.Create(CultureInfo.InvariantCulture, $"jftest{subnet}");
            try
            {
                await Ip.RunAsync(["link", "add", link, "type", "veth", "peer", "name", "uplink", "netns", Switch], cancellationToken);
                _subnet = string.Create(CultureInfo.InvariantCulture, $"198.18.{subnet}.");
                return link;
            }
            catch (InvalidOperationException exception) when (exception.Message.Contains("exists", StringComparison.Ordinal) && step < LastSubnet)
            {
                // Another run has this one.
            }
        }
    }

    private async Task AddHostAsync(string name, int number, CancellationToken cancellationToken)
    {
        var host = new NetworkHost(string.Create(CultureInfo.InvariantCulture, $"{_subnet}{number}"), _names + name);
        _hosts.Add(name, host);
        await Ip.MakeNamespaceAsync(host.Namespace!, cancellationToken);
        var port = string.Create(CultureInfo.InvariantCulture, $"port{number}");
        await Ip.RunAsync(["-n", Switch, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", host.Namespace!], cancellationToken);
        await Ip.RunAsync(["-n", Switch, "link", "set", port, "master", "switch", "up"], cancellationToken);
        await Ip.RunAsync(["-n", host.Namespace!, "addr", "add", host.Address + "/24", "dev", "eth0"], cancellationToken);
        await Ip.RunAsync(["-n", host.Namespace!, "link", "set", "lo", "up"], cancellationToken);
        await Ip.RunAsync(["-n", host.Namespace!, "link", "set", "eth0", "up"], cancellationToken);
    }

    private Task<string> BlindAsync(string who, string toWhom, CancellationToken cancellationToken)
        => Ip.RunAsync(
            ["-n", _hosts[who].Namespace!, "neigh", "replace", _hosts[toWhom].Address, "lladdr", Nowhere, "nud", "permanent", "dev", "eth0"],
            cancellationToken);
}
