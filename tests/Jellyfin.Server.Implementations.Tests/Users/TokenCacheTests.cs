using Jellyfin.Server.Implementations.Tests.Configuration;
using Jellyfin.Server.Implementations.Users;
using Jellyfin.Testing;
using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Users;

public sealed class TokenCacheTests : IDisposable
{
    private readonly DirectBus _bus = new();
    private readonly SteppedTime _time = new();
    private readonly TokenCache _cache;
    private readonly byte[] _hash = TokenText.Hash("token");
    private readonly TokenOwner _owner = new(new User { Id = Guid.NewGuid(), Name = "ann", NormalizedName = "ANN" }, null, null);
    private int _reads;

    public TokenCacheTests() => _cache = new TokenCache(_bus, _time);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task An_owner_is_read_again_after_half_a_minute()
    {
        await GetAsync(_owner);
        _time.Advance(TimeSpan.FromSeconds(29));
        await GetAsync(_owner);
        Assert.Equal(1, _reads);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await GetAsync(null));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_known_token_goes_on_while_the_database_is_away_and_an_unknown_one_does_not()
    {
        await GetAsync(_owner);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Same(_owner, await _cache.GetAsync(_hash, Away));
        await Assert.ThrowsAsync<NpgsqlException>(() => _cache.GetAsync(TokenText.Hash("other"), Away));
    }

    [Fact]
    public async Task A_revoked_token_is_forgotten_also_for_times_without_a_database()
    {
        await GetAsync(_owner);
        await _bus.PublishAsync(new TokensRevoked([TokenCache.Key(_hash)]), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<NpgsqlException>(() => _cache.GetAsync(_hash, Away));
    }

    [Fact]
    public async Task What_was_read_before_a_revocation_arrived_is_not_kept()
    {
        await _cache.GetAsync(_hash, async () =>
        {
            await _bus.PublishAsync(new TokensRevoked([TokenCache.Key(_hash)]), TestContext.Current.CancellationToken);
            return _owner;
        });

        Assert.Null(await GetAsync(null));
        Assert.Equal(1, _reads);
    }

    private Task<TokenOwner?> GetAsync(TokenOwner? owner)
        => _cache.GetAsync(_hash, () =>
        {
            _reads++;
            return Task.FromResult(owner);
        });

    private static Task<TokenOwner?> Away() => throw new NpgsqlException("away");
}
