using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>The parts of one replica that take part in an election, wired as the server wires them. Nothing runs by itself.</summary>
public sealed class ElectionReplica : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ElectionReplica(Dictionary<string, string?> settings, TimeSpan clockOffset)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new WrongClock(clockOffset));
        services.AddDatabase();
        services.AddSharedState();
        services.AddLeaderElection();
        _services = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Shows another time than it is; runs as fast as any.</summary>
    private sealed class WrongClock(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
