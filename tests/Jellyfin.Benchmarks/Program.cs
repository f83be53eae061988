using System.Globalization;
using Jellyfin.Benchmarks;
using Jellyfin.Benchmarks.Seeding;
using Jellyfin.Testing;

const int WarmUps = 100;
const int Requests = 300;

// These have a cluster of their own.
switch (args.FirstOrDefault())
{
    case "streams":
        await StreamLoad.RunAsync(Number(1, 0));
        return;
    case "placement":
        await StreamSpread.RunAsync(Number(1, 12));
        return;
}

await using var postgres = new PostgresFixture();
await using var redis = new RedisFixture();
await postgres.InitializeAsync();
await redis.InitializeAsync();
switch (args.FirstOrDefault())
{
    case "sockets":
        await SocketLoad.RunAsync(postgres, redis, Number(1, 5000));
        return;
    case "commands":
        await CommandLatency.RunAsync(postgres, redis);
        return;
    case "progress":
        await ProgressReports.RunAsync(postgres, redis, Number(1, 2000), TimeSpan.FromSeconds(Number(2, 60)));
        return;
    case "invalidation":
        await InvalidationLatency.RunAsync(postgres, redis);
        await OutageRecovery.RunAsync(postgres, redis);
        return;
    case "syncplay":
        await SyncPlaySpread.RunAsync(postgres, redis);
        return;
}

var size = Number(0, 100_000);
var stays = args.Contains("--stay");
await using var server = new MeasuredReplicas(postgres, redis, count: 1);
await server.InitializeAsync();

var library = new Library(size);
var users = await Seeder.SeedAsync(server.Database, library, server.UserId, CancellationToken.None);
Console.WriteLine($"{library.Items.Count} rows in items, of which {size} are content; {users} users; {Environment.ProcessorCount} cores");
Console.WriteLine();
Console.WriteLine("| request | p50 ms | p99 ms | answer |");
Console.WriteLine("| --- | ---: | ---: | ---: |");
foreach (var (name, path) in BrowseQueries.For(library))
{
    var (p50, p99, bytes) = await HttpTimes.MeasureAsync(server.Client, path, WarmUps, Requests, CancellationToken.None);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {p50:F1} | {p99:F1} | {bytes / 1024.0:F1} KiB |"));
}

if (stays)
{
    Console.WriteLine();
    Console.WriteLine($"{server.Replicas[0].Url} token {server.Token} database {server.Database}");
    await Console.In.ReadLineAsync();
}

int Number(int position, int usual) => args.Length > position ? int.Parse(args[position], CultureInfo.InvariantCulture) : usual;
