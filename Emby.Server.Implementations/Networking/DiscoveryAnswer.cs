using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Networking;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Networking;

/// <summary>What the server says to an app that looks for it.</summary>
internal sealed class DiscoveryAnswer(
    IConfigurationStore configuration,
    IServerIdentity identity,
    NetworkSettings settings,
    IServer server,
    IOptions<NetworkOptions> options)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>Returns null when the server does not know who it is, because the database was never reached.</summary>
    public async Task<byte[]?> MakeAsync(IPEndPoint client, CancellationToken cancellationToken)
    {
        try
        {
            var system = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
            var network = settings.Current.Network;
            var address = PublishedAddress.Find(client.Address, options.Value, network) ?? LocalAddress(client) + network.BaseUrl.TrimEnd('/');
            var id = await identity.GetIdAsync(cancellationToken);
            return JsonSerializer.SerializeToUtf8Bytes(new Answer(address, id, ServerNames.Friendly(system), null), Json);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            return null;
        }
    }

    /// <summary>The address of this machine on the way to the client.</summary>
    private string LocalAddress(IPEndPoint client)
    {
        using var route = new Socket(client.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        route.Connect(client);
        return $"http://{((IPEndPoint)route.LocalEndPoint!).Address}:{Port()}";
    }

    /// <summary>The port this replica serves HTTP at.</summary>
    private int Port() => server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(address => BindingAddress.Parse(address).Port)
        .FirstOrDefault() ?? 0;

    /// <summary>Clients want the null, too.</summary>
    private sealed record Answer(string Address, string Id, string Name, string? EndpointAddress);
}
