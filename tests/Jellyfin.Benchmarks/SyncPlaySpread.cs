using System.Diagnostics;
using System.Globalization;
using Jellyfin.Benchmarks.Seeding;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Benchmarks;

/// <summary>How far apart a group's members, half of them on each replica, get the same command.</summary>
internal static class SyncPlaySpread
{
    private const int Members = 6;
    private const int WarmUps = 10;
    private const int Commands = 100;

    public static async Task RunAsync(PostgresFixture postgres, RedisFixture redis)
    {
        await using var server = new MeasuredReplicas(postgres, redis, count: 2);
        await server.InitializeAsync();
        var library = new Library(1000);
        await Seeder.SeedAsync(server.Database, library, server.UserId, CancellationToken.None);
        var members = await Task.WhenAll(Enumerable.Range(0, Members).Select(number => GroupMember.ConnectAsync(server.Replicas[number % 2], $"member-{number}")));
        await BeginAsync(members, library.Items.First(item => item.Kind == BaseItemKind.Movie).Id);

        var spreads = new List<double>();
        for (var number = -WarmUps; number < Commands; number++)
        {
            var command = number % 2 == 0 ? "Pause" : "Unpause";
            await members[number & 1].PostAsync(command, new { });
            var times = await Task.WhenAll(members.Select(member => member.NextAsync(command)));
            if (number >= 0)
            {
                spreads.Add(Stopwatch.GetElapsedTime(times.Min(message => message.At), times.Max(message => message.At)).TotalMilliseconds);
            }
        }

        Array.ForEach(members, member => member.Dispose());
        spreads.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Commands} commands to {Members} members on two replicas: from the first to the last p50 {spreads[Commands / 2]:F1} ms, p99 {spreads[Commands * 99 / 100]:F1} ms, longest {spreads[^1]:F1} ms"));
    }

    /// <summary>A group of them all that plays a film.</summary>
    private static async Task BeginAsync(GroupMember[] members, Guid film)
    {
        var id = (await members[0].PostAsync("New", new { GroupName = "film" })).GetProperty("GroupId").GetString();
        foreach (var member in members.Skip(1))
        {
            await member.PostAsync("Join", new { GroupId = id });
        }

        await members[0].PostAsync("SetNewQueue", new { PlayingQueue = new[] { film }, PlayingItemPosition = 0, StartPositionTicks = 0 });
        foreach (var member in members)
        {
            var queue = (await member.NextAsync("PlayQueue")).Data.GetProperty("Data").GetProperty("Playlist");
            await member.PostAsync("Ready", new
            {
                When = TimeProvider.System.GetUtcNow(),
                PositionTicks = 0,
                IsPlaying = false,
                PlaylistItemId = queue[0].GetProperty("PlaylistItemId").GetString(),
            });
        }

        await Task.WhenAll(members.Select(member => member.NextAsync("Unpause")));
    }
}
