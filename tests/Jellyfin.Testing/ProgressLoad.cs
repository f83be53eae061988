using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Jellyfin.Testing;

/// <summary>
/// Players that report their progress, each on its own device and film, to one replica after the other. A report that gets no answer is
/// sent again to another replica, as clients do.
/// </summary>
public sealed class ProgressLoad(ReplicaFixture server) : IAsyncDisposable
{
    /// <summary>Far enough into a film of ten hours that the position is kept, and with room for more.</summary>
    private static readonly TimeSpan FirstPosition = TimeSpan.FromHours(1);

    private readonly List<Player> _players = [];
    private readonly ConcurrentBag<double> _times = [];
    private int _repeated;

    /// <summary>How long acknowledged reports took from the first attempt on, in milliseconds.</summary>
    public IReadOnlyCollection<double> Times => _times;

    /// <summary>Reports that were cut off and sent again.</summary>
    public int Repeated => _repeated;

    /// <summary>Answers that were neither success nor a broken connection.</summary>
    public ConcurrentBag<string> Failures { get; } = [];

    public async Task AddPlayersAsync(IEnumerable<Guid> films, CancellationToken cancellationToken)
    {
        foreach (var film in films)
        {
            var device = $"load-{film:N}";
            var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[_players.Count % server.Replicas.Count], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, device);
            var player = new Player(film, [.. server.Replicas.Select(replica => replica.CreateClient(token, device))]);
            _players.Add(player);
            using var started = await player.Clients[0].PostAsJsonAsync("/Sessions/Playing", new { ItemId = film }, cancellationToken);
            started.EnsureSuccessStatusCode();
        }
    }

    /// <param name="perSecond">Of all players together; they send less when the servers are slower.</param>
    /// <param name="duration">Afterwards every player waits for its last answer.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Task RunAsync(double perSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromSeconds(_players.Count / perSecond);
        return Task.WhenAll(_players.Select((player, number) => PlayAsync(player, number, interval, duration, cancellationToken)));
    }

    /// <summary>Begins to measure anew.</summary>
    public void ForgetTimes()
    {
        _times.Clear();
        _repeated = 0;
    }

    /// <summary>Players whose last acknowledged report is not what the server now says.</summary>
    public async Task<IReadOnlyList<string>> FindLostAsync(CancellationToken cancellationToken)
    {
        var lost = new List<string>();
        foreach (var player in _players)
        {
            var data = await server.Client.GetFromJsonAsync<JsonElement>($"/UserItems/{player.Film}/UserData", cancellationToken);
            var position = data.GetProperty("PlaybackPositionTicks").GetInt64();
            if (position < player.Acknowledged)
            {
                lost.Add($"{player.Film}: {position} instead of {player.Acknowledged}");
            }
        }

        return lost;
    }

    public ValueTask DisposeAsync()
    {
        _players.SelectMany(player => player.Clients).ToList().ForEach(client => client.Dispose());
        return ValueTask.CompletedTask;
    }

    private async Task PlayAsync(Player player, int number, TimeSpan interval, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var report = 1; Stopwatch.GetElapsedTime(started) < duration; report++)
        {
            var position = (FirstPosition + TimeSpan.FromSeconds(report)).Ticks;
            await ReportAsync(player, number + report, position, cancellationToken);
            var wait = interval * report - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task ReportAsync(Player player, int first, long position, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var client = player.Clients[(first + attempt) % player.Clients.Count];
            try
            {
                using var response = await client.PostAsJsonAsync(
                    "/Sessions/Playing/Progress", new { ItemId = player.Film, PositionTicks = position }, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    Failures.Add($"{response.StatusCode}");
                    return;
                }

                _times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                player.Acknowledged = position;
                return;
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _repeated);
            }
        }

        Failures.Add("no replica answered");
    }

    private sealed class Player(Guid film, IReadOnlyList<HttpClient> clients)
    {
        public Guid Film => film;

        public IReadOnlyList<HttpClient> Clients => clients;

        public long Acknowledged { get; set; }
    }
}
