using Jellyfin.LocalCluster.Services;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What every kind of election promises. Two replicas, a database and a Redis of their own.</summary>
public abstract class LeaderElectionContract(PostgresFixture postgres) : IAsyncLifetime
{
    protected const int Patience = 30;

    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly PrivateRedis _redis = new();
    private readonly List<ElectionReplica> _replicas = [];
    private string _database = "";

    protected RedisServer Redis => _redis.Server;

    protected ITaskLeaderElection A { get; private set; } = null!;

    /// <summary>Of a replica whose clock is five minutes ahead.</summary>
    protected ITaskLeaderElection B { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whether there is a Redis at all.</summary>
    protected abstract bool HasRedis { get; }

    public async ValueTask InitializeAsync()
    {
        _database = await ReachAsync(await postgres.CreateDatabaseAsync());
        if (HasRedis)
        {
            await Redis.StartAsync(Cancel);
        }

        A = Add(TimeSpan.Zero);
        B = Add(TimeSpan.FromMinutes(5));
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_the_lease()
    {
        await UntilItCanBeDecidedAsync();

        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? A : B).TryAcquireAsync($"{number}", Minute, Cancel)));

        var lease = Assert.Single(leases, lease => lease is not null)!;
        Assert.Equal(lease.Owner, (await B.CurrentAsync(Cancel))!.Owner);
        Assert.Equal(lease.FencingToken, (await A.CurrentAsync(Cancel))!.FencingToken);
    }

    [Fact]
    public async Task An_expired_lease_passes_on_under_a_higher_token_and_cannot_be_renewed()
    {
        var first = await AcquireAsync(A, "a", Short);

        var second = await AcquireAsync(B, "b", Minute);

        Assert.True(second.FencingToken > first.FencingToken);
        Assert.Null(await A.TryRenewAsync(first, Minute, Cancel));
        Assert.Null(await A.TryAcquireAsync("a", Minute, Cancel));
        Assert.Equal("b", (await A.CurrentAsync(Cancel))!.Owner);
    }

    [Fact]
    public async Task An_expired_lease_cannot_be_renewed_even_when_nobody_took_it()
    {
        var lease = await AcquireAsync(A, "a", Short);
        await Eventually.IsTrueAsync(async () => await B.CurrentAsync(Cancel) is null, "it expires", Patience);

        Assert.Null(await A.TryRenewAsync(lease, Minute, Cancel));
    }

    [Fact]
    public async Task A_renewed_lease_outlives_its_first_term_and_keeps_its_token()
    {
        var lease = await AcquireAsync(A, "a", TimeSpan.FromSeconds(3));
        var renewed = await A.TryRenewAsync(lease, Minute, Cancel);

        Assert.Equal(lease.FencingToken, renewed!.FencingToken);
        Assert.True(renewed.ExpiresAt > lease.ExpiresAt.AddSeconds(30));
        await Task.Delay(lease.ExpiresAt - TimeProvider.System.GetUtcNow() + Short, TimeProvider.System, Cancel);
        Assert.Null(await B.TryAcquireAsync("b", Minute, Cancel));
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once()
    {
        var first = await AcquireAsync(A, "a", Minute);
        await A.ReleaseAsync(first, Cancel);
        Assert.Null(await B.CurrentAsync(Cancel));

        var second = await B.TryAcquireAsync("b", Minute, Cancel);

        Assert.True(second!.FencingToken > first.FencingToken);
    }

    [Fact]
    public async Task A_late_release_does_not_free_the_lease_of_another()
    {
        var first = await AcquireAsync(A, "a", Minute);
        await A.ReleaseAsync(first, Cancel);
        var second = await AcquireAsync(B, "b", Minute);

        await A.ReleaseAsync(first, Cancel);

        Assert.Equal(second.FencingToken, (await B.CurrentAsync(Cancel))!.FencingToken);
        Assert.Null(await A.TryAcquireAsync("a", Minute, Cancel));
        Assert.NotNull(await B.TryRenewAsync(second, Minute, Cancel));
    }

    [Fact]
    public async Task Only_the_holder_can_renew()
    {
        var lease = await AcquireAsync(A, "a", Minute);

        Assert.Null(await B.TryRenewAsync(lease with { Owner = "b" }, Minute, Cancel));
        Assert.Null(await A.TryRenewAsync(lease with { FencingToken = lease.FencingToken - 1 }, Minute, Cancel));
        Assert.NotNull(await A.TryRenewAsync(lease, Minute, Cancel));
    }

    [Fact]
    public async Task The_holder_can_take_its_lease_again_when_the_first_answer_was_lost()
    {
        var first = await AcquireAsync(A, "a", Minute);

        var second = await A.TryAcquireAsync("a", Minute, Cancel);

        Assert.True(second!.FencingToken > first.FencingToken);
        Assert.Null(await A.TryRenewAsync(first, Minute, Cancel));
    }

    [Fact]
    public async Task A_replica_whose_clock_is_ahead_takes_nothing_early_and_one_that_is_behind_keeps_nothing_late()
    {
        var behind = await AcquireAsync(A, "a", TimeSpan.FromSeconds(5));
        Assert.Null(await B.TryAcquireAsync("b", Minute, Cancel));
        Assert.InRange((await B.CurrentAsync(Cancel))!.ExpiresAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        await A.ReleaseAsync(behind, Cancel);
        var ahead = await AcquireAsync(B, "b", TimeSpan.FromSeconds(1));

        Assert.True((await AcquireAsync(A, "a", Minute)).FencingToken > ahead.FencingToken);
    }

    protected abstract ITaskLeaderElection Select(ElectionReplica replica);

    /// <summary>How replicas reach the database.</summary>
    protected virtual Task<string> ReachAsync(string database) => Task.FromResult(database);

    protected ITaskLeaderElection Add(TimeSpan clockOffset) => Add(clockOffset, _database);

    protected ITaskLeaderElection Add(TimeSpan clockOffset, string database)
    {
        _replicas.Add(new ElectionReplica(
            new Dictionary<string, string?>
            {
                ["Database:ConnectionString"] = database,
                ["Redis:Endpoint"] = Redis.Endpoint,
                ["Cluster:ReplicaId"] = $"replica {_replicas.Count}",
            },
            clockOffset));
        return Select(_replicas[^1]);
    }

    /// <summary>The connection to Redis comes about in the background.</summary>
    private async Task UntilItCanBeDecidedAsync()
    {
        await A.ReleaseAsync(await AcquireAsync(A, "first", Minute), Cancel);
        await B.ReleaseAsync(await AcquireAsync(B, "second", Minute), Cancel);
    }

    protected static async Task<Lease> AcquireAsync(ITaskLeaderElection election, string owner, TimeSpan duration)
    {
        Lease? lease = null;
        await Eventually.IsTrueAsync(
            async () => (lease = await TryAsync(() => election.TryAcquireAsync(owner, duration, Cancel))) is not null, $"{owner} gets the lease", Patience);
        return lease!;
    }

    internal static async Task<Lease?> TryAsync(Func<Task<Lease?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (exception is SharedStateUnavailableException or TimeoutException)
        {
            return null;
        }
    }
}
