using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Redis;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

public sealed class BusSequencesTests
{
    private readonly BusSequences _sequences = new(Options.Create(new ClusterOptions()), TimeProvider.System);

    [Fact]
    public void Consecutive_messages_of_a_new_process_miss_nothing()
    {
        Assert.False(_sequences.Receive("a", 1));
        Assert.False(_sequences.Receive("a", 2));
        Assert.False(_sequences.Receive("b", 1));
    }

    [Fact]
    public void A_gap_is_noticed_once()
    {
        _sequences.Receive("a", 1);

        Assert.True(_sequences.Receive("a", 3));
        Assert.False(_sequences.Receive("a", 4));
    }

    [Fact]
    public void A_process_that_was_there_before_us_may_have_said_something() => Assert.True(_sequences.Receive("a", 7));

    [Fact]
    public void A_process_that_falls_silent_may_have_said_something()
    {
        var sequences = new BusSequences(Options.Create(new ClusterOptions { DeadAfter = TimeSpan.Zero }), TimeProvider.System);
        sequences.Receive("a", 1);

        Assert.True(sequences.ForgetSilent());
        Assert.False(sequences.ForgetSilent());
        Assert.False(sequences.Knows("a"));
    }
}
