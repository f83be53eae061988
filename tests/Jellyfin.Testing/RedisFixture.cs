using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Services;
using Xunit;

namespace Jellyfin.Testing;

/// <summary>One real Redis per test assembly; <c>JELLYFIN_TEST_REDIS</c> (host:port) is used instead where it is set.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    /// <summary>For <c>Redis:CommandTimeout</c>: this Redis is never away, it only has to wait on a busy machine.</summary>
    public const string CommandTimeout = "00:00:10";

    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-redis-").FullName;
    private readonly string? _external = Environment.GetEnvironmentVariable("JELLYFIN_TEST_REDIS");
    private RedisServer? _server;

    public string Endpoint => _external ?? _server!.Endpoint;

    /// <summary>Null where it is somebody else's.</summary>
    public int? ProcessId => _server?.ProcessId;

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(_external))
        {
            _server = new RedisServer(_directory, FreePort.Next());
            await _server.StartAsync(CancellationToken.None);
            OwnerWatch.Start(Path.Combine(_directory, "redis.pid"), _directory);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
        }

        Directory.Delete(_directory, recursive: true);
    }
}
