using System.Globalization;
using Jellyfin.Failover.Tests.Playing;

namespace Jellyfin.Failover.Tests;

/// <summary>Redis promises nobody that a message arrives.</summary>
public sealed class LostMessageTests(ClusterFixture cluster) : Scenario(cluster)
{
    /// <summary>An owner looks each second; a stream that nobody asks for ends by itself after a minute.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    [Fact(Timeout = 240_000)]
    public async Task A_stream_that_is_stopped_on_one_replica_ends_on_the_other_one_also_when_it_hears_nothing_of_that()
    {
        using var first = await Cluster.LogInAsync("r1", "lost-messages", Token);
        using var second = await Cluster.UseTokenAsync("r2", "lost-messages", first.Token!, Token);
        var stream = new SegmentStream(Cluster.Films[0], "lost-messages", "stopped");
        await SegmentStream.UntilNoneAsync(Cluster.Admin, SegmentStream.IdleLimit, Token);
        await stream.ReadAsync(first, 0, Token);
        Dictionary<string, int> makers = [];
        await Wait.UntilAsync(async () => (makers = await SegmentStream.MakersAsync(Cluster.Admin, Token)).Count == 1, "one replica makes the stream", Patience, Token);
        try
        {
            await AllowMessagesAsync(false);
            await stream.StopAsync(makers.ContainsKey("r1") ? second : first, Token);
            await SegmentStream.UntilNoneAsync(Cluster.Admin, EndLimit, Token);
        }
        finally
        {
            await AllowMessagesAsync(true);
            await Wait.UntilAsync(async () => await ListenersAsync() == 2, "both replicas hear messages again", Patience, Token);
        }
    }

    private async Task<int> ListenersAsync()
        => int.Parse((await TellRedisAsync("PUBSUB", "NUMSUB", "jellyfin:bus")).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture);

    /// <summary>Who may not listen is cut off at once.</summary>
    private async Task AllowMessagesAsync(bool allowed) => await TellRedisAsync("ACL", "SETUSER", "default", allowed ? "allchannels" : "resetchannels");
}
