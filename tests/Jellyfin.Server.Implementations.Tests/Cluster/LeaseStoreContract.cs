using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What every lease store promises.</summary>
public abstract class LeaseStoreContract(string? endpoint) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private SharedStateHost? _host;

    private ILeaseStore Leases => _host!.Get<ILeaseStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await SharedStateHost.StartAsync(endpoint, "a", $"{Guid.NewGuid():N}:");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host!.DisposeAsync();
    }

    [Fact]
    public async Task Only_one_owner_at_a_time()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Leases.TryAcquireAsync("l", $"owner {i}", Minute, Cancel)));

        var lease = Assert.Single(leases, lease => lease is not null);
        var current = await Leases.CurrentAsync("l", Cancel);
        Assert.Equal(lease!.Owner, current!.Owner);
        Assert.Equal(lease.FencingToken, current.FencingToken);
        Assert.InRange(lease.ExpiresAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(50), Minute);
        Assert.InRange(current.ExpiresAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(50), Minute);
    }

    [Fact]
    public async Task Leases_of_different_names_do_not_meet()
    {
        Assert.NotNull(await Leases.TryAcquireAsync("l", "a", Minute, Cancel));
        Assert.NotNull(await Leases.TryAcquireAsync("m", "b", Minute, Cancel));
        Assert.Null(await Leases.CurrentAsync("n", Cancel));
    }

    [Fact]
    public async Task Taking_over_an_expired_lease_raises_the_token()
    {
        var first = await Leases.TryAcquireAsync("l", "a", Short, Cancel);

        Lease? second = null;
        await Eventually.IsTrueAsync(async () => (second = await Leases.TryAcquireAsync("l", "b", Minute, Cancel)) is not null, "the lease expires");
        Assert.True(second!.FencingToken > first!.FencingToken);
        Assert.Null(await Leases.TryRenewAsync(first, Minute, Cancel));
        Assert.Equal("b", (await Leases.CurrentAsync("l", Cancel))!.Owner);
    }

    [Fact]
    public async Task A_renewed_lease_outlives_its_first_term()
    {
        var lease = await Leases.TryAcquireAsync("l", "a", Short, Cancel);
        var renewed = await Leases.TryRenewAsync(lease!, Minute, Cancel);
        await Leases.TryAcquireAsync("clock", "a", Short, Cancel);

        await Eventually.IsTrueAsync(async () => await Leases.CurrentAsync("clock", Cancel) is null, "the clock runs out");
        Assert.True(renewed!.ExpiresAt > lease!.ExpiresAt);
        Assert.Equal(lease.FencingToken, renewed.FencingToken);
        Assert.Null(await Leases.TryAcquireAsync("l", "b", Minute, Cancel));
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once()
    {
        var first = await Leases.TryAcquireAsync("l", "a", Minute, Cancel);
        await Leases.ReleaseAsync(first!, Cancel);

        var second = await Leases.TryAcquireAsync("l", "b", Minute, Cancel);

        Assert.True(second!.FencingToken > first!.FencingToken);
    }

    [Fact]
    public async Task An_old_lease_can_neither_release_nor_renew_a_new_one()
    {
        var first = await Leases.TryAcquireAsync("l", "a", Minute, Cancel);
        await Leases.ReleaseAsync(first!, Cancel);
        var second = await Leases.TryAcquireAsync("l", "a", Minute, Cancel);

        await Leases.ReleaseAsync(first!, Cancel);

        Assert.Null(await Leases.TryRenewAsync(first!, Minute, Cancel));
        Assert.Equal(second!.FencingToken, (await Leases.CurrentAsync("l", Cancel))!.FencingToken);
    }

    [Fact]
    public async Task The_owner_can_take_its_lease_again_when_the_first_answer_was_lost()
    {
        var first = await Leases.TryAcquireAsync("l", "a b", Minute, Cancel);
        var second = await Leases.TryAcquireAsync("l", "a b", Minute, Cancel);

        Assert.True(second!.FencingToken > first!.FencingToken);
        Assert.Null(await Leases.TryRenewAsync(first, Minute, Cancel));
    }
}

public sealed class InProcessLeaseStoreTests() : LeaseStoreContract(null);

public sealed class RedisLeaseStoreTests(RedisFixture redis) : LeaseStoreContract(redis.Endpoint);
