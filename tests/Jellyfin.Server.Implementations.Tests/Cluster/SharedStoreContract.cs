using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What every shared store promises.</summary>
public abstract class SharedStoreContract(string? endpoint) : SharedStateContract(endpoint)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly SharedKey Key = new("things", "one");

    private ISharedStore Store => Get<ISharedStore>();

    [Fact]
    public async Task A_value_is_read_back_and_nothing_is_null()
    {
        await Store.SetAsync(Key, "härte \n \"x\"", Minute, Cancel);

        Assert.Equal("härte \n \"x\"", await Store.GetAsync(Key, Cancel));
        Assert.Null(await Store.GetAsync(new SharedKey("things", "two"), Cancel));
    }

    [Fact]
    public async Task An_expired_value_is_gone_from_reads_and_lists()
    {
        await Store.SetAsync(Key, "x", Short, Cancel);
        await Store.SetAsync(new SharedKey("things", "two"), "y", Minute, Cancel);

        await Eventually.IsTrueAsync(async () => await Store.GetAsync(Key, Cancel) is null, "the value expires");
        Assert.Equal(["two"], (await Store.ListAsync("things", Cancel)).Keys);
    }

    [Fact]
    public async Task Setting_again_extends_the_life()
    {
        await Store.SetAsync(Key, "x", Short, Cancel);
        await Store.SetAsync(Key, "y", Minute, Cancel);
        await Store.SetAsync(new SharedKey("things", "clock"), "x", Short, Cancel);

        await Eventually.IsTrueAsync(async () => await Store.GetAsync(new SharedKey("things", "clock"), Cancel) is null, "the clock runs out");
        Assert.Equal("y", (await Store.ListAsync("things", Cancel))["one"]);
    }

    [Fact]
    public async Task Lists_hold_one_collection_only()
    {
        await Store.SetAsync(Key, "1", Minute, Cancel);
        await Store.SetAsync(new SharedKey("things", "two"), "2", Minute, Cancel);
        await Store.SetAsync(new SharedKey("things:one", "x"), "3", Minute, Cancel);
        await Store.RemoveAsync(new SharedKey("things", "two"), Cancel);

        Assert.Equal([KeyValuePair.Create("one", "1")], await Store.ListAsync("things", Cancel));
        Assert.Empty(await Store.ListAsync("nothing", Cancel));
    }

    [Fact]
    public async Task Removing_says_whether_there_was_anything()
    {
        await Store.SetAsync(Key, "x", Minute, Cancel);

        Assert.True(await Store.RemoveAsync(Key, Cancel));
        Assert.False(await Store.RemoveAsync(Key, Cancel));
        Assert.Null(await Store.GetAsync(Key, Cancel));
    }

    [Fact]
    public async Task Compare_and_set_writes_only_over_what_is_expected()
    {
        Assert.False(await Store.CompareAndSetAsync(Key, "x", "y", Minute, Cancel));
        Assert.True(await Store.CompareAndSetAsync(Key, null, "x", Minute, Cancel));
        Assert.False(await Store.CompareAndSetAsync(Key, null, "y", Minute, Cancel));
        Assert.True(await Store.CompareAndSetAsync(Key, "x", "", Minute, Cancel));
        Assert.True(await Store.CompareAndSetAsync(Key, "", "z", Minute, Cancel));
        Assert.Equal("z", (await Store.ListAsync("things", Cancel))["one"]);
    }

    [Fact]
    public async Task Compare_and_set_to_nothing_removes()
    {
        await Store.SetAsync(Key, "x", Minute, Cancel);

        Assert.False(await Store.CompareAndSetAsync(Key, "y", null, Minute, Cancel));
        Assert.True(await Store.CompareAndSetAsync(Key, "x", null, Minute, Cancel));
        Assert.Null(await Store.GetAsync(Key, Cancel));
        Assert.Empty(await Store.ListAsync("things", Cancel));
    }

    [Fact]
    public async Task Of_many_that_compare_and_set_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Store.CompareAndSetAsync(Key, null, $"{i}", Minute, Cancel)));

        Assert.Single(won, true);
        Assert.Equal($"{Array.IndexOf(won, true)}", await Store.GetAsync(Key, Cancel));
    }

    [Fact]
    public async Task A_counter_counts_everybody_and_starts_again_when_it_expired()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Store.IncrementAsync(Key, Minute, Cancel)));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), counts.Order());

        var brief = new SharedKey("things", "brief");
        await Store.IncrementAsync(brief, Short, Cancel);
        await Store.IncrementAsync(brief, Minute, Cancel);
        await Eventually.IsTrueAsync(async () => await Store.GetAsync(brief, Cancel) is null, "later increments do not extend the counter's life");
        Assert.Equal(1, await Store.IncrementAsync(brief, Minute, Cancel));
    }
}

public sealed class InProcessSharedStoreTests() : SharedStoreContract(null);

public sealed class RedisSharedStoreTests(RedisFixture redis) : SharedStoreContract(redis.Endpoint);
