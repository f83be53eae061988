using Emby.Server.Implementations.Sessions;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Sessions;

public sealed class PlaybackReportingTests
{
    private readonly StoppedClock _clock = new();
    private readonly FakeSessionStore _store = new();
    private readonly FakeSurroundings _around = new();
    private readonly User _user = new() { Id = Guid.NewGuid(), Name = "Ann", NormalizedName = "ANN" };
    private readonly Item _film = new()
    {
        Id = Guid.NewGuid(),
        Kind = BaseItemKind.Movie,
        Name = "Film",
        SortName = "film",
        SearchName = "film",
        MediaType = MediaType.Video,
        RunTimeTicks = TimeSpan.FromMinutes(100).Ticks,
    };

    public PlaybackReportingTests() => _around.Items[_film.Id] = _film;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SessionIdentity Identity => new(_user, "device", "Device", "Client", "1.0", "127.0.0.1");

    [Fact]
    public async Task A_player_that_fell_silent_is_ended_once_however_many_replicas_look()
    {
        await Reporting().StartAsync(Identity, Report(0), Cancellation);
        await Reporting().ContinueAsync(Identity, Report(30), Cancellation);
        var replicas = Enumerable.Range(0, 3).Select(_ => Sweeper()).ToList();
        Assert.Equal(0, (await Task.WhenAll(replicas.Select(replica => replica.SweepAsync(Cancellation)))).Sum());
        _around.Published.Clear();

        _clock.Now += TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1);
        var ended = await Task.WhenAll(replicas.Select(replica => replica.SweepAsync(Cancellation)));

        Assert.Equal(1, ended.Sum());
        Assert.Equal(["play"], _around.StoppedTranscodes);
        Assert.Equal(TimeSpan.FromMinutes(30).Ticks, _around.Changes[^1].Change.PlaybackPositionTicks);
        Assert.Single(_around.Published.OfType<UserDataChanged>());
        Assert.Null((await _store.FindAsync(Identity.SessionId, Cancellation))!.NowPlayingItemId);
    }

    [Fact]
    public async Task A_player_that_gave_up_has_watched_nothing()
    {
        await Reporting().StartAsync(Identity, Report(0), Cancellation);
        _around.Changes.Clear();

        await Reporting().StopAsync(Identity, Report(99) with { HasFailed = true }, Cancellation);

        Assert.Empty(_around.Changes);
        Assert.Equal(["play"], _around.StoppedTranscodes);
    }

    [Fact]
    public async Task A_player_that_does_not_know_its_position_has_watched_everything()
    {
        await Reporting().StopAsync(Identity, new PlaybackReport(_film.Id), Cancellation);

        Assert.True(Assert.Single(_around.Changes).Change.Played);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, null)]
    public async Task Streams_are_remembered_for_those_who_want_it(bool isWanted, int? remembered)
    {
        _user.Configuration.RememberAudioSelections = isWanted;

        await Reporting().ContinueAsync(Identity, Report(30), Cancellation);

        var change = Assert.Single(_around.Changes).Change;
        Assert.Equal(remembered, change.AudioStreamIndex);
        Assert.Equal(!isWanted, change.ClearAudioStreamIndex);
        Assert.Equal(-1, change.SubtitleStreamIndex);
    }

    [Fact]
    public async Task Reading_much_writes_little()
    {
        var manager = Manager();
        for (var request = 0; request < 100; request++)
        {
            await manager.TouchAsync(Identity, Cancellation);
        }

        Assert.Equal(1, _store.Writes);
        _clock.Now += TimeSpan.FromSeconds(11);
        await manager.TouchAsync(Identity, Cancellation);
        Assert.Equal(2, _store.Writes);
    }

    [Fact]
    public async Task Capabilities_of_a_session_survive_the_next_request()
    {
        await Manager().SetCapabilitiesAsync(Identity, new ClientCapabilities { SupportsMediaControl = true }, Cancellation);

        await Manager().TouchAsync(Identity, Cancellation);

        Assert.True((await _store.FindAsync(Identity.SessionId, Cancellation))!.Capabilities.SupportsMediaControl);
    }

    private PlaybackReport Report(int minute) => new(_film.Id)
    {
        PlaySessionId = "play",
        State = new PlayState { PositionTicks = TimeSpan.FromMinutes(minute).Ticks, AudioStreamIndex = 2, SubtitleStreamIndex = -1 },
    };

    private SessionManager Manager() => new(_store, _around, _clock);

    private PlaybackReporting Reporting()
        => new(Manager(), _around, new WatchProgress(_around, _around, _around, _clock), [_around], _around, _clock, NullLogger<PlaybackReporting>.Instance);

    private AbandonedPlayback Sweeper() => new(_store, Reporting(), _around, _around, Options.Create(new SessionOptions()), _clock, NullLogger<AbandonedPlayback>.Instance);
}
