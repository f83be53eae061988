using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>One replica as far as shared state is concerned, wired as the server wires it.</summary>
public sealed class SharedStateHost : IAsyncDisposable
{
    private readonly IHost _host;

    private SharedStateHost(IHost host) => _host = host;

    /// <param name="redisEndpoint">Null: in process.</param>
    /// <param name="replicaId">Its name.</param>
    /// <param name="prefix">Of all keys; replicas of one cluster share it.</param>
    /// <param name="commandTimeout">After which Redis counts as away.</param>
    public static async Task<SharedStateHost> StartAsync(
        string? redisEndpoint, string replicaId, string prefix, string commandTimeout = RedisFixture.CommandTimeout)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Redis:Endpoint"] = redisEndpoint,
            ["Redis:KeyPrefix"] = prefix,
            ["Redis:CommandTimeout"] = commandTimeout,
            ["Cluster:ReplicaId"] = replicaId,
            ["Cluster:Url"] = $"http://{replicaId}:8096/",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IClusterClock, MachineClock>();
        builder.Services.AddSharedState();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new SharedStateHost(host);
    }

    public T Get<T>()
        where T : notnull
        => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
