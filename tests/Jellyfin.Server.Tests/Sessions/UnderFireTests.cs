using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Devices on two replicas, of which one is killed.</summary>
public sealed class UnderFireTests(TwoReplicas server) : UnderFireContract(server), IClassFixture<TwoReplicas>
{
    private readonly TwoReplicas _server = server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_acknowledged_progress_is_lost_when_a_replica_is_killed()
    {
        var films = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _server.AddFilmAsync(TimeSpan.FromHours(10))));
        await using var load = new ProgressLoad(_server);
        await load.AddPlayersAsync(films.Select(film => film.Id), Cancel);

        var reports = load.RunAsync(100, TimeSpan.FromSeconds(5), Cancel);
        await Eventually.IsTrueAsync(() => load.Times.Count > 50, "players report", seconds: 30);
        await _server.Replicas[1].KillAsync(Cancel);
        await reports;
        await _server.Replicas[1].StartAsync(Cancel);

        Assert.Empty(load.Failures);
        Assert.Empty(await load.FindLostAsync(Cancel));
    }
}

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class UnderFireAloneTests(OneWithoutRedis server) : UnderFireContract(server);
