using System.Text;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.SyncPlay;

internal static class SharedState
{
    /// <summary>The shared state of the replica, as its process uses it.</summary>
    public static ServiceProvider Of(Replica replica)
    {
        var settings = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{replica.ProcessId}/environ")).Split('\0')
            .Select(variable => variable.Split('=', 2))
            .Where(pair => pair[0].StartsWith("Redis__", StringComparison.Ordinal))
            .ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1]);
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IClusterClock, MachineClock>()
            .AddCluster()
            .BuildServiceProvider();
    }
}
