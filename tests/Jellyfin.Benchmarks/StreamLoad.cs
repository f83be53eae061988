using System.Globalization;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>As many people as two replicas can carry watch a film of 640x360 that is transcoded in software; in the middle one replica is killed.</summary>
internal static class StreamLoad
{
    private const int Step = 2;
    private const int Most = 40;

    /// <summary>A buffer of 30 seconds that is not full after so long is not made in real time.</summary>
    private static readonly TimeSpan FillLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <param name="people">0: as many as are carried.</param>
    public static async Task RunAsync(int people)
    {
        await using var cluster = await StreamCluster.StartAsync(replicas: 2, "640x360");
        if (people > 0)
        {
            await cluster.WatchAsync(people);
        }
        else
        {
            await FindMostAsync(cluster);
        }

        var carried = await IsCarriedAsync(cluster);
        MarkFull(cluster);
        await Task.Delay(HoldTime, TimeProvider.System);
        Report("before", cluster);
        var making = await cluster.MakingAsync();
        var victim = making.MaxBy(pair => pair.Value).Key;
        MarkFull(cluster);
        await cluster.Cluster.SignalReplicaAsync(victim, Signal.Kill, CancellationToken.None);
        await Task.Delay(2 * HoldTime, TimeProvider.System);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cluster.Players.Count} streams of 640x360 on two replicas ({string.Join(", ", making.Select(pair => $"{pair.Key} made {pair.Value}"))}), {(carried ? "" : "not ")}carried in real time; {victim} killed"));
        Report("after", cluster);
    }

    /// <summary>Two more at a time, until their buffers are not full in time or somebody's picture stands still; those two leave again.</summary>
    private static async Task FindMostAsync(StreamCluster cluster)
    {
        do
        {
            await cluster.WatchAsync(Step);
        }
        while (await IsCarriedAsync(cluster) && cluster.Players.Count < Most);
        if (cluster.Players.Count > Step)
        {
            await cluster.LeaveAsync(Step);
            // What a player was waiting for when it left may be made until it is idle for too long.
            await Eventually.IsTrueAsync(
                async () => (await cluster.MakingAsync()).Values.Sum() == cluster.Players.Count, "the streams of those who left end", 120);
        }
    }

    private static async Task<bool> IsCarriedAsync(StreamCluster cluster)
    {
        var started = TimeProvider.System.GetTimestamp();
        var filling = cluster.Players.ToList();
        while (filling.RemoveAll(player => player.IsFull) >= 0 && filling.Count > 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > FillLimit)
            {
                return false;
            }

            await Task.Delay(Look, TimeProvider.System);
        }

        return cluster.Players.All(player => player.Take().IsSmooth);
    }

    private static void MarkFull(StreamCluster cluster) => cluster.Players.ToList().ForEach(player => player.MarkFull());

    private static void Report(string when, StreamCluster cluster)
    {
        var seen = cluster.Players.Select(player => player.Take()).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{when}: {seen.Count(report => report.IsSmooth)} of {seen.Count} went on without a stall, the longest stall was {seen.Max(report => report.Stalled).TotalSeconds:F1} s; "
            + $"longest wait for a segment {seen.Max(report => report.LongestWait).TotalSeconds:F1} s, least buffer {seen.Min(report => report.LowMark).TotalSeconds:F1} s, "
            + $"{seen.Sum(report => report.Refusals.Count)} answers of 400 or more, {seen.Count(report => report.HasGivenUp)} players gave up"));
    }
}
