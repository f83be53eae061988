using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What every message log promises.</summary>
public abstract class MessageLogContract(string? endpoint) : SharedStateContract(endpoint)
{
    private IMessageLog Log => Get<IMessageLog>();

    [Fact]
    public async Task Entries_are_read_once_in_their_order()
    {
        var start = (await Log.OpenAsync("films", "tv", Cancel)).End;
        for (var number = 0; number < 20; number++)
        {
            await Log.AppendAsync("films", $"entry {number}", Cancel);
        }

        await Log.AppendAsync("others", "elsewhere", Cancel);

        var page = await Log.ReadAsync("films", start, Cancel);
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"entry {number}"), page.Entries.Select(entry => entry.Text));
        Assert.Equal(page.Entries[^1].Number, page.Entries.Max(entry => entry.Number));
        Assert.Empty((await Log.ReadAsync("films", page.End, Cancel)).Entries);
        Assert.Equal(["entry 19"], (await Log.ReadAsync("films", page.Entries[18].Number, Cancel)).Entries.Select(entry => entry.Text));
    }

    [Fact]
    public async Task What_several_replicas_add_is_there_once()
    {
        var start = (await Log.OpenAsync("films", "tv", Cancel)).End;

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Log.AppendAsync("films", $"entry {number / 5}", Cancel)));

        Assert.Equal(2, (await Log.ReadAsync("films", start, Cancel)).Entries.Count);
    }

    [Fact]
    public async Task A_reader_goes_on_where_it_was_and_a_new_one_begins_at_the_end()
    {
        await Log.OpenAsync("films", "tv", Cancel);
        await Log.AppendAsync("films", "one", Cancel);
        Assert.Empty((await Log.OpenAsync("films", "newcomer", Cancel)).Entries);
        await Log.AppendAsync("films", "two", Cancel);

        var page = await Log.OpenAsync("films", "tv", Cancel);
        Assert.Equal(["one", "two"], page.Entries.Select(entry => entry.Text));
        await Log.AdvanceAsync("films", new Dictionary<string, long> { ["tv"] = page.Entries[0].Number }, Cancel);
        await Log.AdvanceAsync("films", new Dictionary<string, long> { ["tv"] = 1 }, Cancel);
        Assert.Equal(["two"], (await Log.OpenAsync("films", "tv", Cancel)).Entries.Select(entry => entry.Text));
        Assert.Equal(["two"], (await Log.OpenAsync("films", "newcomer", Cancel)).Entries.Select(entry => entry.Text));
    }

    [Fact]
    public async Task The_log_of_a_topic_is_bounded()
    {
        await Log.OpenAsync("films", "tv", Cancel);
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(number => Log.AppendAsync("films", $"entry {number}", Cancel)));

        Assert.Equal(1000, (await Log.OpenAsync("films", "tv", Cancel)).Entries.Count);
    }
}

public sealed class InProcessMessageLogTests() : MessageLogContract(null);

public sealed class RedisMessageLogTests(RedisFixture redis) : MessageLogContract(redis.Endpoint);
