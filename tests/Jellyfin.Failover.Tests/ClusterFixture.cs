using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.LocalCluster.Setup;
using Jellyfin.Testing;
using Npgsql;
using SampleMedia = Jellyfin.LocalCluster.Media.SampleMedia;

namespace Jellyfin.Failover.Tests;

/// <summary>
/// Two real replicas, PostgreSQL and Redis, each in a network namespace, behind a real HAProxy; all with default settings. There are films that are
/// long enough to resume.
/// </summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public const int FilmSeconds = 360;
    private const string LongFilm = "The Long Afternoon";
    private const string LargeFilm = "Zenith";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private readonly TemporaryCluster _temporary = new();
    private readonly List<string> _films = [];

    public Cluster Cluster => _temporary.Cluster;

    public string Media => _temporary.Media;

    /// <summary>The administrator at the load balancer.</summary>
    public ServerClient Admin { get; private set; } = null!;

    /// <summary>Ids of films; the first is the long one.</summary>
    public IReadOnlyList<string> Films => _films;

    /// <summary>Id of a film of 1280x720, which takes a while to transcode.</summary>
    public string Large { get; private set; } = "";

    /// <summary>Connections are not kept, because the database comes and goes.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    internal ProbeGate Probes { get; private set; } = null!;

    internal DailyTask Daily { get; private set; } = null!;

    internal string Balancer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await TemporaryCluster.SweepAsync(limit.Token);
        Probes = new ProbeGate(Path.Combine(_temporary.Folder, "probe"));
        await SampleMedia.MakeFilmAsync(_temporary.Media, LongFilm, 2021, FilmSeconds, limit.Token);
        await SampleMedia.MakeFilmAsync(_temporary.Media, "Another Evening", 2022, 5, limit.Token);
        await TestFilm.MakeAsync(_temporary.Media, $"{LargeFilm} (2023)", "1280x720", repetitions: 12);
        await Cluster.UpAsync(
            new UpOptions
            {
                Port = FreePort.Next(),
                MediaDirectory = _temporary.Media,
                ProgramDirectory = ServerProgram.Folder,
                Durable = false,
                Namespaces = true,
                Settings = new Dictionary<string, string> { ["Probing__Program"] = Probes.Program },
            },
            limit.Token);
        await ConnectAsync(limit.Token);
    }

    /// <summary>A logged-in client of one replica (<c>r1</c>, <c>r2</c>), or of the balancer when null.</summary>
    public async Task<ServerClient> LogInAsync(string? replica, string device, CancellationToken cancellationToken)
    {
        var admin = (await Cluster.StatusAsync(cancellationToken)).Admin;
        return await LogInAsync(replica, device, admin.Name, admin.Password!, cancellationToken);
    }

    /// <summary>The same for somebody else than the administrator.</summary>
    public async Task<ServerClient> LogInAsync(string? replica, string device, string name, string password, CancellationToken cancellationToken)
    {
        var client = CreateClient(await Cluster.StatusAsync(cancellationToken), replica, device);
        await client.LogInAsync(name, password, cancellationToken);
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

    /// <summary>One more film in the media folder; the library learns of it by the next scan.</summary>
    public Task AddFilmAsync(string title, CancellationToken cancellationToken) => SampleMedia.MakeFilmAsync(Media, title, 2024, 5, cancellationToken);

    /// <summary>Undoes every fault and returns when all is well again.</summary>
    public async Task RepairAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await new Repair(this).RunAsync(limit.Token);
    }

    /// <summary>Undoes every fault and returns when both replicas get requests again, whether or not there is a leader.</summary>
    public async Task ServeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await new Repair(this).ServeAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        await _temporary.DisposeAsync();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var status = await Cluster.StatusAsync(cancellationToken);
        Balancer = status.Url;
        Database = NpgsqlDataSource.Create(status.Postgres.ConnectionString + ";Pooling=false;Timeout=2;Command Timeout=5");
        Admin = await LogInAsync(null, "operator", cancellationToken);
        Daily = new DailyTask(this);
        var films = (await Admin.GetAsync("/Items?recursive=true&includeItemTypes=Movie", cancellationToken))!["Items"]!.AsArray();
        Large = (string)films.Single(film => (string)film!["Name"]! == LargeFilm)!["Id"]!;
        _films.AddRange(films.OrderByDescending(film => (string)film!["Name"]! == LongFilm).Select(film => (string)film!["Id"]!).Where(film => film != Large));
    }

    private static ServerClient CreateClient(ClusterStatus status, string? replica, string device)
        => new(replica is null ? status.Url : status.Replicas.Single(one => one.Id == replica).Url, device);
}
