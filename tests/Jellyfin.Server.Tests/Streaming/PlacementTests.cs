using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>A new stream goes where there is room, whichever replica is asked for it.</summary>
public sealed class PlacementTests(PlacementFixture server) : IClassFixture<PlacementFixture>, IAsyncDisposable
{
    private readonly List<StreamPlayer> _players = [];
    private readonly ConcurrentBag<HttpResponseMessage> _answers = [];

    private Replica First => server.Replicas[0];

    private Replica Second => server.Replicas[1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Six_streams_that_start_at_once_are_spread_and_the_cluster_makes_no_seventh_for_the_user_while_all_are_watched()
    {
        var players = await PlayersAsync(PlacementFixture.MaxPerUser);
        var seventh = (await PlayersAsync(1))[0];

        await Task.WhenAll(players.Select(player => player.PlayAsync(First, 0)));

        Assert.Equal((3, 3), (StreamPlayer.Jobs(First).Length, StreamPlayer.Jobs(Second).Length));
        var again = await Task.WhenAll(players.Select(player => player.TextAsync(Second, 0)));
        Assert.All(again, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal((HttpStatusCode.InternalServerError, "You have too many streams."), await seventh.TextAsync(Second, 0));

        await Eventually.IsTrueAsync(async () => (await seventh.TextAsync(First, 0)).Status == HttpStatusCode.OK, "a stream that nobody asks for makes room");
        await Eventually.IsTrueAsync(
            () => (StreamPlayer.Jobs(First).Length, StreamPlayer.Jobs(Second).Length) == (3, 3), "the one that made room ends, and the new one takes its place");
    }

    [Fact]
    public async Task A_full_replica_gives_a_stream_to_one_that_is_not()
    {
        var players = await PlayersAsync(2);
        await players[0].PlayAsync(First, 0);
        Assert.Single(StreamPlayer.Jobs(First));

        await players[1].PlayAsync(First, 0);

        Assert.Single(StreamPlayer.Jobs(First));
        Assert.Single(StreamPlayer.Jobs(Second));
    }

    [Fact]
    public async Task A_replica_that_stops_before_the_first_segment_of_a_stream_it_was_given_loses_it()
    {
        var players = await PlayersAsync(2);
        await players[0].PlayAsync(First, 0);
        var (maker, other) = StreamPlayer.Jobs(First).Length > 0 ? (First, Second) : (Second, First);

        await SignalAsync(other, "STOP");
        try
        {
            await players[1].PlayAsync(maker, 0);
        }
        finally
        {
            await SignalAsync(other, "CONT");
        }

        await players[1].PlayAsync(other, 1);
        Assert.True(StreamPlayer.Jobs(maker).Length == 2, $"{maker.Id} makes {StreamPlayer.Jobs(maker).Length}\n{maker.Log}\n{other.Log}");
        await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(other).Length == 0, "the one that comes back makes nothing");
    }

    [Fact]
    public async Task Streams_leave_a_replica_that_is_drained_and_new_ones_do_not_come()
    {
        var players = await PlayersAsync(2);
        await players[0].PlayAsync(First, 0);
        await OrderAsync("Drain");
        try
        {
            await players[0].PlayAsync(First, 1);
            await players[1].PlayAsync(First, 0);

            Assert.Equal(2, StreamPlayer.Jobs(Second).Length);
            await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(First).Length == 0, "the drained one makes nothing any more");
        }
        finally
        {
            await OrderAsync("Undrain");
        }
    }

    [Fact]
    public async Task Streams_without_segments_are_spread_as_well_count_where_they_are_made_and_end_with_their_player()
    {
        await server.PrepareAsync(Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal((2, 2), (StreamPlayer.Encoders(First).Length, StreamPlayer.Encoders(Second).Length));
        await Eventually.IsTrueAsync(async () => (await server.RunningAsync(Token)).SequenceEqual([2, 2]), "both count them in what they tell the others");
        Assert.All(await Task.WhenAll(answers.Select(FirstBoxAsync)), box => Assert.Equal("ftyp", box));
    }

    [Fact]
    public async Task A_stream_without_segments_breaks_off_when_its_replica_is_killed()
    {
        var players = await PlayersAsync(1);
        await players[0].PlayAsync(First, 0);
        var answer = await OpenAsync();
        Assert.Single(StreamPlayer.Encoders(Second));

        await Second.KillAsync(Token);
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsByteArrayAsync(Token));
        }
        finally
        {
            await Second.StartAsync(Token);
        }
    }

    /// <summary>Whatever became of the test, its streams are no business of the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        Array.ForEach([.. _answers], answer => answer.Dispose());
        await Task.WhenAll(_players.Select(player => player.StopAsync(First)));
        await server.NothingRunsAsync(seconds: 60);
    }

    private static async Task<string> FirstBoxAsync(HttpResponseMessage answer)
    {
        var box = new byte[8];
        await (await answer.Content.ReadAsStreamAsync(Token)).ReadExactlyAsync(box, Token);
        return System.Text.Encoding.ASCII.GetString(box[4..]);
    }

    /// <summary>A stream without segments, of the first replica.</summary>
    private async Task<HttpResponseMessage> OpenAsync()
    {
        var address = new Uri($"/Videos/{server.LongFilm:N}/stream.mp4?allowVideoStreamCopy=false", UriKind.Relative);
        var answer = await server.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Token);
        _answers.Add(answer);
        return answer;
    }

    private async Task<StreamPlayer[]> PlayersAsync(int count)
    {
        var players = new List<StreamPlayer>();
        while (players.Count < count)
        {
            players.Add(await server.PlayerAsync());
        }

        _players.AddRange(players);
        return [.. players];
    }

    private async Task OrderAsync(string order)
    {
        using var client = Second.CreateClient(server.Token);
        using var ordered = await client.PostAsync(new Uri($"/Cluster/Replicas/{First.Id}/{order}", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        await Eventually.IsTrueAsync(
            async () => (await client.GetStringAsync(new Uri("/cluster.json", UriKind.Relative), Token))
                .Contains("\"IsDraining\":true", StringComparison.Ordinal) == (order == "Drain"),
            $"the other replica knows of the order {order}");
    }

    private static async Task SignalAsync(Replica replica, string signal)
        => await StreamingFixture.RunAsync("kill", ["-" + signal, replica.ProcessId.ToString(CultureInfo.InvariantCulture)], Token);
}
