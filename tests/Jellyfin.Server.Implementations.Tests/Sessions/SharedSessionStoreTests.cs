using Jellyfin.Server.Implementations.Sessions;
using Jellyfin.Server.Implementations.Tests.Cluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jellyfin.Server.Implementations.Tests.Sessions;

public sealed class SharedSessionStoreTests(RedisFixture redis) : IAsyncLifetime
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}:";
    private readonly Session _session = new()
    {
        Id = Session.IdOf(Guid.NewGuid(), "device", "client"),
        UserId = Guid.NewGuid(),
        UserName = "Ann",
        DeviceId = "device",
        DeviceName = "Device",
        Client = "client",
        ApplicationVersion = "1.0",
        LastActivityDate = DateTimeOffset.UnixEpoch,
        Capabilities = new ClientCapabilities
        {
            PlayableMediaTypes = [MediaType.Video],
            SupportedCommands = [GeneralCommandType.Mute],
            SupportsPersistentIdentifier = false,
        },
        NowPlayingQueue = [new QueueItem(Guid.NewGuid(), "playlistItem0")],
        AdditionalUsers = [new SessionUser(Guid.NewGuid(), "Bob")],
    };

    private SharedStateHost _one = null!;
    private SharedStateHost _two = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _one = await SharedStateHost.StartAsync(redis.Endpoint, "one", _prefix);
        _two = await SharedStateHost.StartAsync(redis.Endpoint, "two", _prefix);
    }

    [Fact]
    public async Task What_one_replica_writes_the_other_reads_in_full()
    {
        using var first = Store(_one);
        using var second = Store(_two);

        await first.UpdateAsync(_session.Id, _ => _session, Cancellation);

        var read = await second.FindAsync(_session.Id, Cancellation);
        Assert.Equivalent(_session, read, strict: true);
        Assert.Single(await second.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Replicas_that_change_a_session_at_once_lose_nothing()
    {
        using var first = Store(_one);
        using var second = Store(_two);
        await first.UpdateAsync(_session.Id, _ => _session with { AdditionalUsers = [] }, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? first : second).UpdateAsync(
            _session.Id,
            session => session! with { AdditionalUsers = [.. session.AdditionalUsers, new SessionUser(Guid.NewGuid(), $"{number}")] },
            Cancellation)));

        Assert.Equal(20, (await first.FindAsync(_session.Id, Cancellation))!.AdditionalUsers.Count);
    }

    [Fact]
    public async Task A_socket_on_one_replica_shows_on_the_other()
    {
        using var first = Store(_one);
        using var second = Store(_two);
        await first.UpdateAsync(_session.Id, _ => _session, Cancellation);

        await first.SaveSocketsAsync([_session.Id], Cancellation);
        await Eventually.IsTrueAsync(async () => (await second.FindAsync(_session.Id, Cancellation))!.HasSocket, "the socket is known");

        await first.SaveSocketsAsync([], Cancellation);
        Assert.False((await second.FindAsync(_session.Id, Cancellation))!.HasSocket);
    }

    [Fact]
    public async Task A_replica_goes_on_alone_while_the_shared_state_is_away_and_brings_its_sessions_back()
    {
        var shared = new Switchable(_one.Get<ISharedStore>());
        using var first = Store(_one, shared);
        using var second = Store(_two);
        shared.IsAway = true;
        await first.UpdateAsync(_session.Id, _ => _session, Cancellation);
        Assert.NotNull(await first.FindAsync(_session.Id, Cancellation));
        Assert.Single(await first.ListAsync(Cancellation));
        Assert.Empty(await second.ListAsync(Cancellation));

        shared.IsAway = false;
        await first.SaveSocketsAsync([], Cancellation);

        Assert.Single(await second.ListAsync(Cancellation));
    }

    [Fact]
    public async Task What_two_replicas_changed_while_one_was_cut_off_is_merged()
    {
        var shared = new Switchable(_one.Get<ISharedStore>());
        using var first = Store(_one, shared);
        using var second = Store(_two);
        await first.UpdateAsync(_session.Id, _ => _session, Cancellation);
        var (film, seen) = (Guid.NewGuid(), _session.LastActivityDate);

        shared.IsAway = true;
        await first.UpdateAsync(_session.Id, session => session! with { NowPlayingItemId = film, RemoteEndPoint = "old" }, Cancellation);
        await first.UpdateAsync(_session.Id, session => session! with { PlaylistItemId = "item7" }, Cancellation);
        await second.UpdateAsync(
            _session.Id,
            session => session! with { AdditionalUsers = [], RemoteEndPoint = "new", LastActivityDate = seen.AddMinutes(1) },
            Cancellation);
        shared.IsAway = false;
        // The next write here brings the others along, before anything else does.
        await first.UpdateAsync(_session.Id, session => session! with { PlaySessionId = "p" }, Cancellation);

        var merged = (await second.FindAsync(_session.Id, Cancellation))!;
        Assert.Equal((film, "item7", "p"), (merged.NowPlayingItemId, merged.PlaylistItemId, merged.PlaySessionId));
        Assert.Empty(merged.AdditionalUsers);
        Assert.Equal("new", merged.RemoteEndPoint);
        Assert.Equal(seen.AddMinutes(1), merged.LastActivityDate);
        Assert.Equal(_session.Capabilities.SupportedCommands, merged.Capabilities.SupportedCommands);
    }

    [Fact]
    public async Task Changes_at_once_while_the_shared_state_is_away_lose_nothing()
    {
        var shared = new Switchable(_one.Get<ISharedStore>());
        using var first = Store(_one, shared);
        await first.UpdateAsync(_session.Id, _ => _session with { AdditionalUsers = [] }, Cancellation);

        shared.IsAway = true;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => first.UpdateAsync(
            _session.Id,
            session => session! with { AdditionalUsers = [.. session.AdditionalUsers, new SessionUser(Guid.NewGuid(), $"{number}")] },
            Cancellation))));
        shared.IsAway = false;
        await first.SaveSocketsAsync([], Cancellation);

        Assert.Equal(50, (await first.FindAsync(_session.Id, Cancellation))!.AdditionalUsers.Count);
    }

    [Fact]
    public async Task A_session_that_ended_while_the_shared_state_was_away_stays_ended()
    {
        var shared = new Switchable(_one.Get<ISharedStore>());
        using var first = Store(_one, shared);
        using var second = Store(_two);
        await first.UpdateAsync(_session.Id, _ => _session, Cancellation);

        shared.IsAway = true;
        Assert.True(await first.RemoveAsync(_session.Id, Cancellation));
        Assert.Null(await first.FindAsync(_session.Id, Cancellation));
        shared.IsAway = false;
        await first.SaveSocketsAsync([], Cancellation);

        Assert.Null(await second.FindAsync(_session.Id, Cancellation));
    }

    [Fact]
    public async Task An_ended_session_is_forgotten_everywhere()
    {
        using var first = Store(_one);
        using var second = Store(_two);
        await first.UpdateAsync(_session.Id, _ => _session, Cancellation);
        await second.UpdateAsync(_session.Id, session => session! with { UserName = "Anna" }, Cancellation);

        Assert.True(await second.RemoveAsync(_session.Id, Cancellation));

        // What the first replica remembered must not come back with the next request.
        await Eventually.IsTrueAsync(
            async () =>
            {
                var seen = new List<Session?>();
                await first.UpdateAsync(_session.Id, session => { seen.Add(session); return null; }, Cancellation);
                return seen[^1] is null;
            },
            "the session is forgotten");
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    private static SharedSessionStore Store(SharedStateHost host, ISharedStore? shared = null)
    {
        var store = shared ?? host.Get<ISharedStore>();
        return new(store, new SharedSockets(store, host.Get<IReplicaRegistry>()), host.Get<IMessageBus>(), NullLogger<SharedSessionStore>.Instance);
    }

    /// <summary>A shared store that can be cut off.</summary>
    private sealed class Switchable(ISharedStore inner) : ISharedStore
    {
        public bool IsAway { get; set; }

        private ISharedStore Inner => IsAway ? throw new SharedStateUnavailableException("cut off") : inner;

        public Task<string?> GetAsync(SharedKey key, CancellationToken cancellationToken) => Inner.GetAsync(key, cancellationToken);

        public Task<IReadOnlyDictionary<string, string>> ListAsync(string collection, CancellationToken cancellationToken)
            => Inner.ListAsync(collection, cancellationToken);

        public Task SetAsync(SharedKey key, string value, TimeSpan timeToLive, CancellationToken cancellationToken)
            => Inner.SetAsync(key, value, timeToLive, cancellationToken);

        public Task<bool> CompareAndSetAsync(SharedKey key, string? expected, string? value, TimeSpan timeToLive, CancellationToken cancellationToken)
            => Inner.CompareAndSetAsync(key, expected, value, timeToLive, cancellationToken);

        public Task<long> IncrementAsync(SharedKey key, TimeSpan timeToLive, CancellationToken cancellationToken)
            => Inner.IncrementAsync(key, timeToLive, cancellationToken);

        public Task<bool> RemoveAsync(SharedKey key, CancellationToken cancellationToken) => Inner.RemoveAsync(key, cancellationToken);
    }
}
