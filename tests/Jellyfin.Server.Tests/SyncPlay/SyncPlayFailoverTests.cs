using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.SyncPlay;

/// <summary>Replicas that die in the middle of a film.</summary>
public sealed class SyncPlayFailoverTests(SyncPlayFailoverTests.Impatient server) : IClassFixture<SyncPlayFailoverTests.Impatient>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_replica_of_a_member_dies_the_member_comes_back_and_is_where_the_others_are()
    {
        await using var anna = await Player.ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await Player.ConnectAsync(server.Replicas[1], "bert");
        await using var carl = await Player.ConnectAsync(server.Replicas[1], "carl");
        // The replica that made the group is the one that dies.
        var id = await bert.BeginGroupAsync();
        await anna.SendAsync("Join", new { GroupId = id });
        await carl.SendAsync("Join", new { GroupId = id });
        await Task.WhenAll(anna.UpdateAsync("GroupJoined"), carl.UpdateAsync("GroupJoined"));
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));
        await bert.SendAsync("SetNewQueue", new { PlayingQueue = new[] { film.Id }, PlayingItemPosition = 0, StartPositionTicks = 0 });
        foreach (var member in new[] { anna, bert, carl })
        {
            await member.ReadyAsync((await member.UpdateAsync("PlayQueue")).Entries[0]);
        }

        var started = await anna.CommandAsync("Unpause");
        try
        {
            await server.Replicas[1].KillAsync(Cancel);
            await bert.ReconnectAsync(server.Replicas[0]);

            Assert.Equal(id, (await bert.UpdateAsync("GroupJoined")).Text("GroupId"));
            Assert.Single((await bert.UpdateAsync("PlayQueue")).Entries);
            var greeted = await bert.CommandAsync("Unpause");
            var now = TimeProvider.System.GetUtcNow();
            Assert.InRange((started.PositionAt(now) - greeted.PositionAt(now)).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(500));

            // Carl does not come back: he leaves, and the film goes on.
            await anna.UpdateAsync("UserLeft");
            await bert.SendAsync("Pause");
            var (atAnna, atBert) = (await anna.CommandAsync("Pause"), await bert.CommandAsync("Pause"));
            Assert.Equal(atAnna.Data.ToString(), atBert.Data.ToString());
            Assert.InRange((started.PositionAt(atAnna.When) - TimeSpan.FromTicks(atAnna.PositionTicks)).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
        }
        finally
        {
            await server.Replicas[1].StartAsync(Cancel);
        }
    }

    [Fact]
    public async Task A_member_that_is_never_ready_does_not_hold_the_others_up()
    {
        await using var dora = await Player.ConnectAsync(server.Replicas[0], "dora");
        await using var emil = await Player.ConnectAsync(server.Replicas[1], "emil");
        var id = await dora.BeginGroupAsync();
        await emil.SendAsync("Join", new { GroupId = id });
        var film = await server.AddFilmAsync(TimeSpan.FromHours(2));
        await dora.SendAsync("SetNewQueue", new { PlayingQueue = new[] { film.Id }, PlayingItemPosition = 0, StartPositionTicks = 0 });
        var entry = (await dora.UpdateAsync("PlayQueue")).Entries[0];
        await dora.ReadyAsync(entry);

        var started = await dora.CommandAsync("Unpause");
        await emil.ReadyAsync(entry);

        Assert.Equal(started.When, (await emil.CommandAsync("Unpause")).When);
    }

    [Fact]
    public async Task What_a_replica_wrote_but_could_not_tell_any_more_is_delivered()
    {
        await using var fred = await Player.ConnectAsync(server.Replicas[0], "fred");
        var id = Guid.Parse(await fred.BeginGroupAsync());
        await fred.UpdateAsync("GroupJoined");
        await using var services = SharedState.Of(server.Replicas[0]);
        var dead = ActivatorUtilities.CreateInstance<SyncPlayStore>(services, new Silence());
        var member = Assert.Single((await dead.FindAsync(id, Cancel))!.Members);

        // Nothing else happens to the group afterwards that would deliver it on the way.
        await dead.ChangeAsync(id, new RepeatModeEvent(member.SessionId, GroupRepeatMode.RepeatAll), Cancel);

        Assert.Equal("RepeatAll", (await fred.UpdateAsync("PlayQueue")).Data.GetProperty("Data").GetProperty("RepeatMode").GetString());
    }

    /// <summary>Two replicas that wait for nobody for long.</summary>
    public sealed class Impatient(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override int ReplicaCount => 2;

        protected override IReadOnlyDictionary<string, string> Settings
            => new Dictionary<string, string> { ["SyncPlay__WaitLimit"] = "00:00:04", ["SyncPlay__AwayLimit"] = "00:00:08" };
    }

    /// <summary>The bus of a replica that died before it could say anything.</summary>
    private sealed class Silence : IMessageBus
    {
        public ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
            where T : class
            => ValueTask.CompletedTask;

        public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
            where T : class
            => throw new NotSupportedException();

        public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler) => throw new NotSupportedException();
    }
}
