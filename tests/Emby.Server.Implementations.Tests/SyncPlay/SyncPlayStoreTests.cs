using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Tests.SyncPlay;

/// <summary>Two replicas that change the same group at the same time: on one Redis.</summary>
public sealed class SyncPlayStoreTests(RedisFixture redis) : IAsyncDisposable
{
    private const int Members = 12;
    private const int Rounds = 15;

    private readonly ServiceProvider[] _replicas = [Replica(redis.Endpoint, out var prefix), Replica(redis.Endpoint, out _, prefix)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_change_is_lost_and_messages_have_one_order()
    {
        var id = await AddAsync("m0");

        await Task.WhenAll(Enumerable.Range(1, Members - 1).Select(number => ChangeAsync(number, id, new JoinEvent(Member($"m{number}")))));
        await Task.WhenAll(Enumerable.Range(0, Members).Select(async number =>
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await ChangeAsync(number + round, id, new PingEvent($"m{number}", TimeSpan.FromMilliseconds(round)));
            }
        }));

        var group = (await Store(0).FindAsync(id, Cancel))!;
        Assert.Equal(Members, group.Members.Count);
        Assert.All(group.Members, member => Assert.Equal(TimeSpan.FromMilliseconds(Rounds), member.Ping));
        Assert.Equal(Enumerable.Range(0, group.Outbox.Count).Select(index => group.LastNumber - group.Outbox.Count + 1 + index), group.Outbox.Select(entry => entry.Number));
    }

    [Fact]
    public async Task A_member_that_is_gone_is_removed_by_one_replica()
    {
        var id = await AddAsync("stays");
        await ChangeAsync(0, id, new JoinEvent(Member("goes")));
        var limits = new SyncPlayOptions { AwayLimit = TimeSpan.Zero };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => ChangeAsync(number, id, new UpkeepEvent(new HashSet<string> { "stays" }, limits))));

        var group = (await Store(1).FindAsync(id, Cancel))!;
        Assert.Equal("stays", Assert.Single(group.Members).SessionId);
        Assert.Single(group.Outbox, entry => entry.Message is GroupText { Type: GroupUpdateType.UserLeft });
    }

    [Fact]
    public async Task A_group_comes_back_from_the_store_as_it_was_written()
    {
        var id = await AddAsync("m0");
        var items = new[] { new SyncPlayItem(Guid.NewGuid(), Guid.NewGuid(), 900), new SyncPlayItem(Guid.NewGuid(), Guid.NewGuid(), 0) };
        var user = (await Store(0).FindAsync(id, Cancel))!.Members[0].UserId;
        await ChangeAsync(0, id, new PlayEvent("m0", SyncPlayQueue.Of(items, 1), 7, new HashSet<Guid> { user }));

        var written = await Store(0).ChangeAsync(id, new ShuffleModeEvent("m0", GroupShuffleMode.Shuffle, 1), Cancel);
        var read = (await Store(1).FindAsync(id, Cancel))!;

        Assert.Equal(written!.Queue.Playing, read.Queue.Playing);
        Assert.Equal(written.Queue.Items, read.Queue.Items);
        Assert.Equal(written.Members, read.Members);
        Assert.Equal((written.State, written.PositionTicks, written.WaitingSince), (read.State, read.PositionTicks, read.WaitingSince));
        Assert.Equal(written.Outbox.Select(entry => entry.Message.GetType()), read.Outbox.Select(entry => entry.Message.GetType()));
    }

    [Fact]
    public async Task A_group_that_nobody_is_in_is_not_listed_but_says_its_last_word()
    {
        var id = await AddAsync("last");

        await ChangeAsync(0, id, new LeaveEvent("last"));

        Assert.DoesNotContain(await Store(1).ListAsync(Cancel), group => group.Id == id);
        Assert.Contains(
            (await Store(1).ListWithGoneAsync(Cancel)).Single(group => group.Id == id).Outbox,
            entry => entry.Message is GroupText { Type: GroupUpdateType.GroupLeft } && entry.SessionIds.Contains("last"));
        Assert.Null(await Store(0).ChangeAsync(id, new JoinEvent(Member("late")), Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }
    }

    private static ServiceProvider Replica(string endpoint, out string prefix, string? samePrefix = null)
    {
        prefix = samePrefix ?? $"{Guid.NewGuid():N}:";
        var settings = new Dictionary<string, string?> { ["Redis:Endpoint"] = endpoint, ["Redis:KeyPrefix"] = prefix };
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IClusterClock, MachineClock>()
            .AddCluster()
            .AddSingleton<SyncPlayStore>()
            .BuildServiceProvider();
    }

    private static SyncPlayMember Member(string session) => new(session, Guid.NewGuid(), "user " + session);

    private SyncPlayStore Store(int number) => _replicas[number % 2].GetRequiredService<SyncPlayStore>();

    private async Task<Guid> AddAsync(string session)
    {
        await Eventually.IsTrueAsync(IsConnectedAsync, "both replicas reach Redis", seconds: 30);
        var group = new SyncPlayGroup { Id = Guid.NewGuid(), Name = "films" };
        return (await Store(0).AddAsync(group, new JoinEvent(Member(session)), Cancel)).Id;
    }

    private Task<SyncPlayGroup?> ChangeAsync(int replica, Guid id, SyncPlayEvent happening) => Store(replica).ChangeAsync(id, happening, Cancel);

    private async Task<bool> IsConnectedAsync()
    {
        try
        {
            await Store(0).ListAsync(Cancel);
            await Store(1).ListAsync(Cancel);
            return true;
        }
        catch (SharedStateUnavailableException)
        {
            return false;
        }
    }
}
