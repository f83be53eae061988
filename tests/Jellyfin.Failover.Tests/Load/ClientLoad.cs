namespace Jellyfin.Failover.Tests.Load;

/// <summary>Many clients at the load balancer.</summary>
internal sealed class ClientLoad : IAsyncDisposable
{
    private const int Readers = 8;
    private const int Writers = 2;
    private const int WarmUp = 10;
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Reader> _readers = [];
    private readonly List<Writer> _writers = [];
    private readonly List<Viewer> _viewers = [];
    private readonly List<Task> _running = [];

    private ClientLoad()
    {
    }

    private IEnumerable<LoadClient> Clients => [.. _readers, .. _writers, .. _viewers];

    /// <summary>Returns when every client has been answered a few times.</summary>
    public static async Task<ClientLoad> StartAsync(ClusterFixture cluster, CancellationToken cancellationToken, int viewers = 0)
    {
        var load = new ClientLoad();
        try
        {
            for (var number = 0; number < Readers; number++)
            {
                load._readers.Add(new Reader(await cluster.LogInAsync(null, $"reader-{number}", cancellationToken)));
            }

            for (var number = 0; number < Writers; number++)
            {
                var client = await cluster.LogInAsync(null, $"writer-{number}", cancellationToken);
                load._writers.Add(new Writer(client, cluster.Films[number]));
            }

            for (var number = 0; number < viewers; number++)
            {
                load._viewers.Add(new Viewer(await cluster.LogInAsync(null, $"viewer-{number}", cancellationToken), cluster.Films[0]));
            }

            load._running.AddRange(load.Clients.Select(client => client.RunAsync(load._stop.Token)));
            await load.WaitForAnswersAsync(WarmUp, cancellationToken);
            return load;
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until each client has been answered so many times more.</summary>
    public async Task WaitForAnswersAsync(int more, CancellationToken cancellationToken)
    {
        var wanted = Clients.ToDictionary(client => client, client => client.Successes + more);
        await Wait.UntilAsync(
            () => Task.FromResult(wanted.All(pair => pair.Key.Successes >= pair.Value)),
            $"every client is answered {more} times more",
            WarmUpLimit,
            cancellationToken);
    }

    /// <summary>How long after <paramref name="since"/> (a time stamp) every client had been served again.</summary>
    public async Task<TimeSpan> NextSuccessesAsync(long since, CancellationToken cancellationToken)
    {
        await WaitForAnswersAsync(1, cancellationToken);
        return TimeProvider.System.GetElapsedTime(since);
    }

    /// <summary>Ends the load when everything is well again: each client succeeds once more, then it is looked whether every write is there.</summary>
    public async Task<LoadResult> StopAsync(CancellationToken cancellationToken)
    {
        await WaitForAnswersAsync(3, cancellationToken);
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var writer in _writers)
        {
            await writer.CheckAsync(cancellationToken);
        }

        return new LoadResult
        {
            Requests = Clients.Sum(client => client.Requests),
            Refused = Clients.Sum(client => client.Refused),
            FailedReads = [.. Clients.SelectMany(client => client.FailedReads)],
            FailedWrites = [.. Clients.SelectMany(client => client.FailedWrites)],
            WritesAcknowledged = _writers.Sum(writer => writer.Acknowledged),
            WritesLost = [.. _writers.SelectMany(writer => writer.Lost)],
            LogInsNeeded = Clients.Sum(client => client.LogInsNeeded),
            LongestGap = _readers.Concat<LoadClient>(_writers).Max(client => client.LongestGap),
            SlowestAnswer = _readers.Concat<LoadClient>(_writers).Max(client => client.SlowestAnswer),
            Segments = _viewers.Sum(viewer => viewer.Segments),
            LongestSegmentWait = _viewers.Select(viewer => viewer.SlowestAnswer).DefaultIfEmpty().Max(),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var client in Clients)
        {
            client.Dispose();
        }

        _stop.Dispose();
    }
}
