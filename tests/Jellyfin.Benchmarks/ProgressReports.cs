using System.Globalization;
using Jellyfin.Benchmarks.Seeding;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using Npgsql;

namespace Jellyfin.Benchmarks;

/// <summary>Players that report their progress while one of two replicas is killed: how fast, and whether anything acknowledged is lost.</summary>
internal static class ProgressReports
{
    private const int Players = 100;

    /// <summary>Afterwards nearly all code is optimised.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(PostgresFixture postgres, RedisFixture redis, double perSecond, TimeSpan duration)
    {
        await using var server = new MeasuredReplicas(postgres, redis, count: 2);
        await server.InitializeAsync();
        await Seeder.SeedAsync(server.Database, new Library(1000), server.UserId, CancellationToken.None);
        var films = await LongFilmsAsync(server.Database);
        await using var load = new ProgressLoad(server);
        await load.AddPlayersAsync(films, CancellationToken.None);

        await load.RunAsync(perSecond, WarmUp, CancellationToken.None);
        load.ForgetTimes();

        var before = ProcessorTimes.Read(server.Replicas, postgres, redis);
        var reports = load.RunAsync(perSecond, duration, CancellationToken.None);
        await Task.Delay(duration / 2, TimeProvider.System);
        var used = ProcessorTimes.Read(server.Replicas, postgres, redis) - before;
        var answered = load.Times.Count;
        await server.Replicas[1].KillAsync(CancellationToken.None);
        await reports;
        var lost = await load.FindLostAsync(CancellationToken.None);

        double[] times = [.. load.Times.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Length} reports acknowledged in {duration.TotalSeconds:F0} s ({times.Length / duration.TotalSeconds:F0}/s of {perSecond:F0}/s wanted): "
            + $"p50 {times[times.Length / 2]:F1} ms, p99 {times[times.Length * 99 / 100]:F1} ms; {load.Failures.Count} failed, {load.Repeated} sent again, {lost.Count} of {Players} players' last position lost"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Processor time for each report while both ran: replica {Each(used.Replicas)}, PostgreSQL {Each(used.Postgres)}, Redis {Each(used.Redis)}, client {Each(used.Clients)} ms"));

        string Each(TimeSpan time) => (time.TotalMilliseconds / answered).ToString("F2", CultureInfo.InvariantCulture);
    }

    private static async Task<List<Guid>> LongFilmsAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            "UPDATE items SET run_time_ticks = $1 WHERE id IN (SELECT id FROM items WHERE kind = $2 LIMIT $3) RETURNING id");
        command.Parameters.AddWithValue(TimeSpan.FromHours(10).Ticks);
        command.Parameters.AddWithValue((int)BaseItemKind.Movie);
        command.Parameters.AddWithValue(Players);
        var films = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            films.Add(reader.GetGuid(0));
        }

        return films;
    }
}
