using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Tests.SyncPlay;
using Jellyfin.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Two replicas of which each knows its own sessions.</summary>
public sealed class UnsharedSessionsTests(UnsharedSessionsTests.Apart server) : IClassFixture<UnsharedSessionsTests.Apart>
{
    private static readonly TimeSpan SeveralLooks = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_replica_lists_its_own()
    {
        await using var hans = await Player.ConnectAsync(server.Replicas[0], "hans");
        await using var ines = await Player.ConnectAsync(server.Replicas[1], "ines");

        var (first, second) = (await DevicesAsync(hans), await DevicesAsync(ines));

        Assert.Contains("hans", first);
        Assert.DoesNotContain("ines", first);
        Assert.Contains("ines", second);
        Assert.DoesNotContain("hans", second);
    }

    [Fact]
    public async Task Members_on_both_replicas_stay_in_their_group()
    {
        await using var jana = await Player.ConnectAsync(server.Replicas[0], "jana");
        await using var karl = await Player.ConnectAsync(server.Replicas[1], "karl");
        var group = await jana.BeginGroupAsync();
        await karl.SendAsync("Join", new { GroupId = group });
        await karl.UpdateAsync("GroupJoined");
        await using var services = SharedState.Of(server.Replicas[0]);
        var store = ActivatorUtilities.CreateInstance<SyncPlayStore>(services);

        // Each replica looks every second; one that did not see the other's sockets would say at each look that somebody is away.
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.IsTrueAsync(
            async () =>
            {
                var members = (await store.FindAsync(Guid.Parse(group), Cancel))!.Members;
                Assert.Equal(2, members.Count);
                since = members.All(member => member.AwaySince is null) ? since : TimeProvider.System.GetTimestamp();
                return TimeProvider.System.GetElapsedTime(since) > SeveralLooks;
            },
            "nobody is away for several looks",
            seconds: 30);
    }

    private static async Task<IReadOnlyList<string?>> DevicesAsync(Player player)
        => [.. (await player.Http.AskAsync(HttpMethod.Get, "/Sessions")).EnumerateArray().Select(session => session.GetProperty("DeviceId").GetString())];

    public sealed class Apart(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override int ReplicaCount => 2;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["HighAvailability__SharedSessions"] = "false" };
    }
}
