using Jellyfin.Testing;
using Jellyfin.Testing.Playing;

namespace Jellyfin.Failover.Tests.Playing;

/// <summary>
/// Two players that watch a transcoded film through the balancer, from one fault to the next; when too little of it is left they begin again.
/// </summary>
public sealed class Playback(ClusterFixture cluster) : IAsyncLifetime
{
    private const double Speed = 2;

    /// <summary>Segments that are left when a fault is brought about: the players need them until it is over, and ffmpeg is not at the end yet.</summary>
    private const int Needed = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly PlayerKind[] Kinds = [PlayerKind.HlsJs, PlayerKind.ExoPlayer];
    private readonly List<HlsPlayer> _references = [];
    private readonly List<HlsPlayer> _players = [];
    private readonly Dictionary<HlsPlayer, int> _compared = [];

    public IReadOnlyList<HlsPlayer> Players => _players;

    /// <summary>Loads the whole film once while nothing happens: what every player ought to get.</summary>
    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        foreach (var kind in Kinds)
        {
            var reference = await OpenAsync(kind, cancellationToken);
            _references.Add(reference);
            await reference.LoadAllAsync(cancellationToken);
            await reference.StopAsync();
            Assert.Equal(0, reference.Left);
        }
    }

    /// <summary>Until each player plays, has a full buffer, and enough of the film is left.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        if (_players.Count == 0 || _players.Any(player => player.HasGivenUp || player.Left < Needed))
        {
            await CloseAsync(_players);
            foreach (var kind in Kinds)
            {
                _players.Add(await OpenAsync(kind, cancellationToken));
            }

            _players.ForEach(player => player.Start());
        }

        await Wait.UntilAsync(() => Task.FromResult(_players.All(player => player.IsFull)), "both players have a full buffer", Patience, cancellationToken);
        _players.ForEach(player => player.MarkFull());
    }

    /// <summary>Until each has got some segments more, or has given up.</summary>
    public async Task MoreAsync(int segments, CancellationToken cancellationToken)
    {
        var wanted = _players.Select(player => player.Segments + segments).ToList();
        await Wait.UntilAsync(
            () => Task.FromResult(_players.Zip(wanted).All(pair => pair.First.Segments >= pair.Second || pair.First.HasGivenUp)), "players get segments", Patience, cancellationToken);
    }

    /// <summary>Compares what a player got since the last call with the same part of the undisturbed stream.</summary>
    public async Task<Seam> CompareAsync(HlsPlayer player)
    {
        var part = _compared.GetValueOrDefault(player)..player.Segments;
        _compared[player] = part.End.Value;
        var reference = _references.Single(one => one.Kind == player.Kind);
        return Seam.Between(await reference.DecodeAsync(part), await player.DecodeAsync(part));
    }

    /// <summary>Another player, of the same film or another one.</summary>
    public async Task<HlsPlayer> OpenAsync(PlayerKind kind, CancellationToken cancellationToken, string? film = null)
        => await HlsPlayer.OpenAsync(await cluster.LogInAsync(null, $"{kind.Name}-{Guid.NewGuid():N}", cancellationToken), film ?? cluster.Films[0], kind, Speed, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_players);
        await CloseAsync(_references);
    }

    private static async Task CloseAsync(List<HlsPlayer> players)
    {
        foreach (var player in players)
        {
            await player.DisposeAsync();
        }

        players.Clear();
    }
}
