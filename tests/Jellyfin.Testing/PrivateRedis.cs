using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Services;

namespace Jellyfin.Testing;

/// <summary>A Redis that a test may stop, hang and empty. Does not run at first.</summary>
public sealed class PrivateRedis : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-own-redis-").FullName;

    public PrivateRedis() => Server = new RedisServer(_directory, FreePort.Next());

    public RedisServer Server { get; }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(CancellationToken.None);
        Directory.Delete(_directory, recursive: true);
    }
}
