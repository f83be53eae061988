using System.Net;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Networking;

namespace MediaBrowser.Controller.Tests.Networking;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.168.3.4", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("fe80::1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("2001:db8::1", false)]
    public void Private_addresses_are_local(string address, bool expected)
    {
        Assert.Equal(expected, AddressRules.IsInLocalNetwork(IPAddress.Parse(address), new NetworkConfiguration()));
    }

    [Fact]
    public void Configured_networks_replace_the_private_ones()
    {
        var configuration = new NetworkConfiguration { LocalNetworkSubnets = ["203.0.113.0/24", "nonsense"] };

        Assert.True(AddressRules.IsInLocalNetwork(IPAddress.Parse("203.0.113.9"), configuration));
        Assert.False(AddressRules.IsInLocalNetwork(IPAddress.Parse("192.168.1.1"), configuration));
    }

    [Theory]
    [InlineData(true, "", false, true)]
    [InlineData(false, "", false, false)]
    [InlineData(true, "203.0.113.0/24", false, true)]
    [InlineData(true, "203.0.113.0/24", true, false)]
    [InlineData(true, "198.51.100.7", false, false)]
    [InlineData(true, "198.51.100.7", true, true)]
    public void Remote_clients_are_let_in_or_not(bool remoteAccess, string filter, bool isBlacklist, bool expected)
    {
        var configuration = new NetworkConfiguration
        {
            EnableRemoteAccess = remoteAccess,
            RemoteIPFilter = filter.Length == 0 ? [] : [filter],
            IsRemoteIPFilterBlacklist = isBlacklist,
        };

        Assert.Equal(expected, AddressRules.MayConnect(IPAddress.Parse("203.0.113.9"), configuration));
        Assert.True(AddressRules.MayConnect(IPAddress.Parse("192.168.1.1"), configuration));
    }

    [Theory]
    [InlineData("internal=http://inside", "192.168.1.1", "http://inside")]
    [InlineData("internal=http://inside", "203.0.113.9", null)]
    [InlineData("203.0.113.0/24=https://outside/", "203.0.113.9", "https://outside")]
    [InlineData("all=https://everywhere", "203.0.113.9", "https://everywhere")]
    [InlineData("nonsense", "203.0.113.9", null)]
    public void Clients_are_told_the_address_for_their_network(string line, string client, string? expected)
    {
        var configuration = new NetworkConfiguration { PublishedServerUriBySubnet = [line] };

        Assert.Equal(expected, PublishedAddress.Find(IPAddress.Parse(client), new NetworkOptions(), configuration));
    }

    [Fact]
    public void The_deployments_address_comes_first()
    {
        var configuration = new NetworkConfiguration { PublishedServerUriBySubnet = ["all=https://settings"] };
        var options = new NetworkOptions { PublishedServerUri = "https://deployment/" };

        Assert.Equal("https://deployment", PublishedAddress.Find(IPAddress.Loopback, options, configuration));
    }
}
