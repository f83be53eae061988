using System.Globalization;
using Jellyfin.Failover.Tests.Playing;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.Testing.Playing;

namespace Jellyfin.Failover.Tests;

/// <summary>
/// Two players watch a transcoded film at twice its speed through the balancer when something happens to whoever makes it. They notice nothing:
/// the picture does not stop, nothing is refused, and what they got is what one undisturbed replica sends.
/// </summary>
public sealed class StreamTests(ClusterFixture cluster, Playback playback) : Scenario(cluster), IClassFixture<Playback>
{
    /// <summary>While a fault lasts.</summary>
    private const int SegmentsMeanwhile = 2;

    /// <summary>Frames of AAC; of the picture none may differ.</summary>
    private const int ToleratedSounds = 2;

    /// <summary>Players on phones give up when nothing comes for so long.</summary>
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(8);

    /// <summary>A replica that has just started on a busy machine needs a while to find out how strong it is, and is taken for weaker before.</summary>
    private static readonly TimeSpan MeasureLimit = TimeSpan.FromSeconds(90);

    /// <summary>The length of a segment at that speed.</summary>
    private static readonly TimeSpan RandomDelay = TimeSpan.FromSeconds(1.5);

    private static int Repetitions
        => int.TryParse(Environment.GetEnvironmentVariable("FAILOVER_STREAM_REPETITIONS"), CultureInfo.InvariantCulture, out var count) ? count : 1;

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_when_its_replica_is_killed()
        => RepeatAsync("Stream: owner killed", "kill -9 of the replica that makes the stream", (owner, _) => Cluster.KillAsync(owner, Token));

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_when_its_replica_is_paused_and_when_that_comes_back()
        => RepeatAsync("Stream: owner paused", "SIGSTOP of the replica that makes the stream, SIGCONT when others have gone on with it", async (owner, more) =>
        {
            await Cluster.Cluster.SignalReplicaAsync(owner, Signal.Stop, Token);
            await more();
            await Cluster.Cluster.SignalReplicaAsync(owner, Signal.Continue, Token);
        });

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_when_its_replica_is_drained()
        => RepeatAsync("Stream: owner drained", "the replica that makes the stream is drained, and taken back some segments later", async (owner, more) =>
        {
            await Cluster.Cluster.DrainAsync(owner, Token);
            await more();
            await Cluster.Cluster.UndrainAsync(owner, Token);
        });

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_when_its_replica_is_cut_off()
        => RepeatAsync("Stream: owner cut off", "packets between the replica that makes the stream and Redis and PostgreSQL dropped, until others have gone on with it", async (owner, more) =>
        {
            await Cluster.Cluster.CutAsync(owner, ["postgres", "redis"], Token);
            await more();
            await Cluster.Cluster.HealAsync(owner, Token);
        });

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_without_redis_and_when_redis_comes_back_empty()
        => RepeatAsync("Stream: Redis stopped", "Redis ended, started again (empty) some segments later", async (_, more) =>
        {
            await Cluster.Cluster.StopServiceAsync("redis", Token);
            await more();
            await Cluster.Cluster.StartServiceAsync("redis", Token);
        });

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_while_both_replicas_are_restarted()
        => RepeatAsync("Stream: rolling restart", "both replicas drained, stopped and started, one after the other", (_, _) => Cluster.Cluster.RollingRestartAsync(Token));

    [Fact(Timeout = 3_600_000)]
    public Task A_stream_goes_on_when_its_replica_is_killed_while_the_other_one_makes_something_else()
        => RepeatAsync("Stream: owner killed, other busy", "kill -9 of the replica that makes both streams, while the other one transcodes a film of 1280x720 as fast as it can", async (owner, more) =>
        {
            await Wait.UntilAsync(
                async () => (await RunningStreams.MeasuredAsync(Cluster.Admin, Token)).Values.All(streams => streams > 0), "each replica has measured what it can make", MeasureLimit, Token);
            await GatherAsync(owner);
            await using var third = await playback.OpenAsync(PlayerKind.ExoPlayer with { Buffer = TimeSpan.MaxValue }, Token, Cluster.Large);
            third.Start();
            await UntilMakingAsync(replicas => replicas.GetValueOrDefault(Other(owner)) > 0, "the other replica makes the third stream");
            Assert.NotEqual(0, third.Left);
            await Cluster.KillAsync(owner, Token);
            await more();
            Assert.False(third.HasGivenUp, "the third stream broke");
        });

    /// <param name="title">Of the row.</param>
    /// <param name="done">For the row.</param>
    /// <param name="fault">Is given the replica that makes a stream, and a way to wait until every player has got some segments more.</param>
    private async Task RepeatAsync(string title, string done, Func<string, Func<Task>, Task> fault)
    {
        var failures = new List<string>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            using var row = new ReportRow(title, done + "; two players at twice the speed");
            await playback.ReadyAsync(Token);
            await Wait.LastAsync(RandomDelay * Random.Shared.NextDouble(), Token);
            await fault(await OwnerAsync(), () => playback.MoreAsync(SegmentsMeanwhile, Token));
            await playback.MoreAsync(1, Token);
            await Cluster.ServeAsync();
            foreach (var player in playback.Players)
            {
                await NoteAsync(row, player);
            }

            if (row.Judge() is { } failure)
            {
                failures.Add(failure);
            }
        }

        Assert.Equal([], failures);
    }

    private async Task NoteAsync(ReportRow row, HlsPlayer player)
    {
        var seam = await playback.CompareAsync(player);
        var seen = player.Take();
        row.Measure($"{player.Name}: segment", seen.LongestWait, WaitLimit);
        row.MeasureLeast($"{player.Name}: buffer", seen.LowMark, TimeSpan.Zero);
        row.Claim($"{player.Name}: no status of 400 or more", seen.Refusals.Count == 0, string.Join(", ", seen.Refusals.Take(5)));
        row.Claim($"{player.Name}: picture never stood still", seen.IsSmooth, string.Join(", ", seen.Retries.Take(5)));
        row.Claim(
            $"{player.Name}: no frame missing or doubled",
            seam is { MissingFrames: 0, ExtraFrames: 0, MissingSounds: <= ToleratedSounds, ExtraSounds: <= ToleratedSounds },
            seam.ToString());
    }

    /// <summary>The replica that makes most streams, when each player's is made.</summary>
    private async Task<string> OwnerAsync()
        => (await UntilMakingAsync(replicas => replicas.Values.Sum() >= playback.Players.Count, "every stream is made")).MaxBy(pair => pair.Value).Key;

    /// <summary>Sees to it that this replica makes the streams of both players.</summary>
    private async Task GatherAsync(string owner)
    {
        if (await MakingAsync() is var making && making.GetValueOrDefault(Other(owner)) > 0)
        {
            await Cluster.Cluster.DrainAsync(Other(owner), Token);
            await UntilMakingAsync(replicas => replicas.GetValueOrDefault(owner) >= playback.Players.Count, "one replica makes both streams");
            await Cluster.Cluster.UndrainAsync(Other(owner), Token);
        }
    }

    /// <summary>Waits until it is as wanted how many streams the replicas make.</summary>
    private async Task<Dictionary<string, int>> UntilMakingAsync(Func<Dictionary<string, int>, bool> wanted, string what)
    {
        Dictionary<string, int> making = [];
        await Wait.UntilAsync(async () => wanted(making = await MakingAsync()), what, Patience, Token);
        return making;
    }

    private Task<Dictionary<string, int>> MakingAsync() => RunningStreams.ReadAsync(Cluster.Admin, Token);
}
