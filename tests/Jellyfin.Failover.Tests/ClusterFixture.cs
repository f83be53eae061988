using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Media;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests;

/// <summary>Two real replicas behind a real HAProxy, with one film that is long enough to resume.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public const int FilmSeconds = 360;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private readonly TemporaryCluster _temporary = new();

    public Cluster Cluster => _temporary.Cluster;

    public string Media => _temporary.Media;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await SampleMedia.MakeFilmAsync(_temporary.Media, "The Long Afternoon", 2021, FilmSeconds, limit.Token);
        await Cluster.UpAsync(
            new UpOptions
            {
                Port = FreePort.Next(),
                MediaDirectory = _temporary.Media,
                ProgramDirectory = TemporaryCluster.ServerDirectory,
                Durable = false,
            },
            limit.Token);
    }

    /// <summary>A logged-in client of one replica (<c>r1</c>, <c>r2</c>), or of the balancer when null.</summary>
    public async Task<ServerClient> LogInAsync(string? replica, string device, CancellationToken cancellationToken)
    {
        var status = await Cluster.StatusAsync(cancellationToken);
        var client = CreateClient(status, replica, device);
        await client.LogInAsync(status.Admin.Name, status.Admin.Password!, cancellationToken);
        return client;
    }

    /// <summary>A client with somebody else's token.</summary>
    public async Task<ServerClient> UseTokenAsync(string? replica, string device, string token, CancellationToken cancellationToken)
    {
        var client = CreateClient(await Cluster.StatusAsync(cancellationToken), replica, device);
        client.SetToken(token);
        return client;
    }

    public Task KillAsync(string replica, CancellationToken cancellationToken) => Cluster.SignalReplicaAsync(replica, Signal.Kill, cancellationToken);

    /// <summary>Starts again what a test killed.</summary>
    public async Task RepairAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        foreach (var replica in (await Cluster.StatusAsync(limit.Token)).Replicas.Where(replica => replica.Pid is null))
        {
            await Cluster.StartReplicaAsync(replica.Id, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => _temporary.DisposeAsync();

    private static ServerClient CreateClient(ClusterStatus status, string? replica, string device)
        => new(replica is null ? status.Url : status.Replicas.Single(one => one.Id == replica).Url, device);
}
