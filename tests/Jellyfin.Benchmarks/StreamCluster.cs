using System.Globalization;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Setup;
using Jellyfin.Testing;
using Jellyfin.Testing.Playing;

namespace Jellyfin.Benchmarks;

/// <summary>Replicas behind HAProxy with one film that has to be transcoded, and whoever watches it.</summary>
internal sealed class StreamCluster : IAsyncDisposable
{
    private const string Film = "Load (2020)";

    private static readonly PlayerKind[] Kinds = [PlayerKind.HlsJs, PlayerKind.ExoPlayer];
    private readonly TemporaryCluster _temporary = new();
    private readonly List<HlsPlayer> _players = [];
    private ServerClient _admin = null!;
    private ClusterStatus _status = null!;
    private string _film = "";
    private int _opened;

    public IReadOnlyList<HlsPlayer> Players => _players;

    public Cluster Cluster => _temporary.Cluster;

    /// <summary>Returns when every replica knows how many streams it can make.</summary>
    /// <param name="replicas">How many.</param>
    /// <param name="size">Of the film, which has 24 frames a second and lasts ten minutes.</param>
    public static async Task<StreamCluster> StartAsync(int replicas, string size)
    {
        var cluster = new StreamCluster();
        try
        {
            await cluster.UpAsync(replicas, size);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>People who begin to watch at the same time, every second one with hls.js, the others with ExoPlayer.</summary>
    public async Task WatchAsync(int people)
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, people).Select(_ => OpenAsync()));
        _players.AddRange(opened);
        Array.ForEach(opened, player => player.Start());
    }

    /// <summary>The last of them stop.</summary>
    public async Task LeaveAsync(int people)
    {
        foreach (var player in _players.TakeLast(people))
        {
            await player.DisposeAsync();
        }

        _players.RemoveRange(_players.Count - people, people);
    }

    /// <summary>How many streams of 1280x720 each replica can make, as it has measured.</summary>
    public Task<Dictionary<string, double>> MeasuredAsync() => RunningStreams.MeasuredAsync(_admin, CancellationToken.None);

    /// <summary>How many streams each replica makes.</summary>
    public Task<Dictionary<string, int>> MakingAsync() => RunningStreams.ReadAsync(_admin, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync(_players.Count);
        _admin?.Dispose();
        await _temporary.DisposeAsync();
    }

    private async Task UpAsync(int replicas, string size)
    {
        await TemporaryCluster.SweepAsync(CancellationToken.None);
        await TestFilm.MakeAsync(_temporary.Media, Film, size, repetitions: 60);
        await Cluster.UpAsync(
            new UpOptions
            {
                Replicas = replicas,
                Port = FreePort.Next(),
                MediaDirectory = _temporary.Media,
                ProgramDirectory = ServerProgram.Folder,
                Durable = false,
            },
            CancellationToken.None);
        _status = await Cluster.StatusAsync(CancellationToken.None);
        _admin = await LogInAsync("load");
        _film = (string)(await _admin.GetAsync("/Items?recursive=true&includeItemTypes=Movie", CancellationToken.None))!["Items"]![0]!["Id"]!;
        await Eventually.IsTrueAsync(async () => (await MeasuredAsync()).Count(streams => streams.Value > 0) == replicas, "every replica has measured what it can make", 120);
    }

    private async Task<HlsPlayer> OpenAsync()
    {
        var number = Interlocked.Increment(ref _opened);
        var client = await LogInAsync(string.Create(CultureInfo.InvariantCulture, $"player-{number}"));
        return await HlsPlayer.OpenAsync(client, _film, Kinds[number % Kinds.Length], 1, CancellationToken.None);
    }

    private async Task<ServerClient> LogInAsync(string device)
    {
        var client = new ServerClient(_status.Url, device);
        await client.LogInAsync(_status.Admin.Name, _status.Admin.Password!, CancellationToken.None);
        return client;
    }
}
