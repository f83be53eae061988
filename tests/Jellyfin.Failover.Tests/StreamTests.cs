using System.Globalization;
using Jellyfin.Failover.Tests.Playing;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Processes;
using Jellyfin.Testing;

namespace Jellyfin.Failover.Tests;

/// <summary>
/// Two players watch a transcoded film at twice its speed through the balancer when something happens to whoever makes it. They notice nothing:
/// the picture does not stop, nothing is refused, and what they got is what one undisturbed replica sends.
/// </summary>
public sealed class StreamTests(ClusterFixture cluster) : Scenario(cluster)
{
    private const double Speed = 2;
    private const int SegmentsAfter = 3;

    /// <summary>Frames of AAC; of the picture none may differ.</summary>
    private const int ToleratedSounds = 2;

    /// <summary>Players on phones give up when nothing comes for so long.</summary>
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(8);

    /// <summary>Of a segment at that speed.</summary>
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
            await Cluster.Network.CutAsync(owner, "redis", Token);
            await Cluster.Network.CutAsync(owner, "postgres", Token);
            await more();
            await Cluster.Network.HealAsync(Token);
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

    /// <param name="title">Of the row.</param>
    /// <param name="done">For the row.</param>
    /// <param name="fault">Is given the replica that makes a stream, and a way to wait until every player has got some segments more.</param>
    private async Task RepeatAsync(string title, string done, Func<string, Func<Task>, Task> fault)
    {
        var failures = new List<string>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            using var row = new ReportRow(title, done + "; two players at twice the speed");
            await PlayAsync(row, fault);
            if (row.Judge() is { } failure)
            {
                failures.Add(failure);
            }

            await Cluster.RepairAsync();
        }

        Assert.Equal([], failures);
    }

    private async Task PlayAsync(ReportRow row, Func<string, Func<Task>, Task> fault)
    {
        await using var web = await OpenAsync(PlayerKind.HlsJs);
        await using var android = await OpenAsync(PlayerKind.ExoPlayer);
        HlsPlayer[] players = [web, android];
        foreach (var player in players)
        {
            player.Start();
        }

        await Wait.UntilAsync(() => Task.FromResult(players.All(player => player.IsFull)), "both players have a full buffer", Patience, Token);
        await Wait.LastAsync(RandomDelay * Random.Shared.NextDouble(), Token);
        await fault(await OwnerAsync(), () => MoreAsync(players));
        await MoreAsync(players);
        foreach (var player in players)
        {
            await player.StopAsync();
            await NoteAsync(row, player);
        }
    }

    /// <summary>Until each has got some segments more, or has given up.</summary>
    private static async Task MoreAsync(HlsPlayer[] players)
    {
        var wanted = players.Select(player => player.Segments + SegmentsAfter).ToList();
        await Wait.UntilAsync(
            () => Task.FromResult(players.Zip(wanted).All(pair => pair.First.Segments >= pair.Second || pair.First.HasGivenUp)), "players get segments", Patience, Token);
    }

    private async Task NoteAsync(ReportRow row, HlsPlayer player)
    {
        row.Measure($"{player.Name}: segment", player.LongestWait, WaitLimit);
        row.MeasureLeast($"{player.Name}: buffer", player.LowMark, TimeSpan.Zero);
        row.Claim($"{player.Name}: no status of 400 or more", player.Refusals.Count == 0, string.Join(", ", player.Refusals.Take(5)));
        row.Claim($"{player.Name}: picture never stood still", player.Stalled == TimeSpan.Zero && !player.HasGivenUp, string.Join(", ", player.Retries.Take(5)));
        var seam = await SeamAsync(player);
        row.Claim(
            $"{player.Name}: no frame missing or doubled",
            seam is { MissingFrames: 0, ExtraFrames: 0, MissingSounds: <= ToleratedSounds, ExtraSounds: <= ToleratedSounds },
            seam.ToString());
    }

    /// <summary>Compares with the same stream from a replica to which nothing happens.</summary>
    private async Task<Seam> SeamAsync(HlsPlayer player)
    {
        await using var reference = await OpenAsync(player.Kind);
        await reference.LoadAsync(player.Segments, Token);
        return Seam.Between(await reference.DecodeAsync(), await player.DecodeAsync());
    }

    private async Task<HlsPlayer> OpenAsync(PlayerKind kind)
        => await HlsPlayer.OpenAsync(await Cluster.LogInAsync(null, $"{kind.Name}-{Guid.NewGuid():N}", Token), Cluster.Films[0], kind, Speed, Token);

    /// <summary>The replica that makes most streams.</summary>
    private async Task<string> OwnerAsync()
    {
        var owner = "";
        await Wait.UntilAsync(
            async () =>
            {
                var replicas = (await Cluster.Admin.GetAsync("/cluster.json", Token))!["Replicas"]!.AsArray();
                var busiest = replicas.MaxBy(Running)!;
                owner = (string)busiest["Id"]!;
                return Running(busiest) > 0;
            },
            "a replica says that it makes a stream",
            Patience,
            Token);
        return owner;

        static int Running(System.Text.Json.Nodes.JsonNode? replica)
            => replica!["Reports"]!["transcoding"]?["Slots"]!.AsArray().Sum(slots => (int)slots!["Running"]!) ?? 0;
    }
}
