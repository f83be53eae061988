using MediaBrowser.Controller.SyncPlay;

namespace MediaBrowser.Controller.Tests.SyncPlay;

public sealed class GroupStateTests
{
    /// <summary>The table of states: what comes of it when a does something, and what a and b are commanded.</summary>
    [Theory]
    [InlineData("Idle", "Unpause", "Waiting", null, null)]
    [InlineData("Idle", "Pause", "Idle", "Stop", null)]
    [InlineData("Idle", "Stop", "Idle", "Stop", null)]
    [InlineData("Idle", "Seek", "Idle", "Stop", null)]
    [InlineData("Idle", "Buffer", "Idle", "Stop", null)]
    [InlineData("Idle", "Ready", "Idle", "Stop", null)]
    [InlineData("Idle", "Next", "Waiting", null, null)]
    [InlineData("Idle", "Previous", "Waiting", null, null)]
    [InlineData("Idle", "Choose", "Waiting", null, null)]
    [InlineData("Idle", "Play", "Waiting", null, null)]
    [InlineData("Idle", "Join", "Idle", null, null)]
    [InlineData("Playing", "Unpause", "Playing", "Unpause", null)]
    [InlineData("Playing", "Pause", "Paused", "Pause", "Pause")]
    [InlineData("Playing", "Stop", "Idle", "Stop", "Stop")]
    [InlineData("Playing", "Seek", "Waiting", "Seek", "Seek")]
    [InlineData("Playing", "Buffer", "Waiting", null, "Pause")]
    [InlineData("Playing", "Ready", "Playing", "Unpause", null)]
    [InlineData("Playing", "Next", "Waiting", null, null)]
    [InlineData("Playing", "Previous", "Waiting", null, null)]
    [InlineData("Playing", "Choose", "Waiting", null, null)]
    [InlineData("Playing", "Play", "Waiting", null, null)]
    [InlineData("Playing", "Join", "Waiting", "Pause", "Pause")]
    [InlineData("Paused", "Unpause", "Playing", "Unpause", "Unpause")]
    [InlineData("Paused", "Pause", "Paused", "Pause", null)]
    [InlineData("Paused", "Stop", "Idle", "Stop", "Stop")]
    [InlineData("Paused", "Seek", "Waiting", "Seek", "Seek")]
    [InlineData("Paused", "Buffer", "Waiting", "Pause", null)]
    [InlineData("Paused", "Ready", "Paused", "Pause", null)]
    [InlineData("Paused", "Next", "Waiting", null, null)]
    [InlineData("Paused", "Join", "Waiting", "Pause", "Pause")]
    [InlineData("Resuming", "Unpause", "Playing", "Unpause", "Unpause")]
    [InlineData("Resuming", "Pause", "Waiting", null, null)]
    [InlineData("Resuming", "Stop", "Idle", "Stop", "Stop")]
    [InlineData("Resuming", "Seek", "Waiting", "Seek", "Seek")]
    [InlineData("Resuming", "Buffer", "Waiting", null, null)]
    [InlineData("Resuming", "Ready", "Waiting", "Pause", null)]
    [InlineData("Resuming", "Next", "Waiting", null, null)]
    [InlineData("Pausing", "Unpause", "Waiting", null, null)]
    [InlineData("Pausing", "Pause", "Waiting", null, null)]
    [InlineData("Pausing", "Buffer", "Waiting", "Pause", null)]
    [InlineData("Pausing", "Ready", "Waiting", null, null)]
    public void What_comes_of_it(string state, string happening, string expected, string? commandToA, string? commandToB)
    {
        var group = TestGroup.In(state);

        group.Do(Make(happening, group));

        Assert.Equal(expected, group.Group.State.ToString());
        Assert.Equal(commandToA, group.ToldTo<SendCommand>("a").SingleOrDefault()?.Command.ToString());
        Assert.Equal(commandToB, group.ToldTo<SendCommand>("b").SingleOrDefault()?.Command.ToString());
    }

    [Fact]
    public void A_group_starts_for_all_at_the_same_moment_when_the_last_one_is_ready()
    {
        var group = TestGroup.In("Resuming");
        group.Do(new PingEvent("a", TimeSpan.FromMilliseconds(20)));
        group.Do(new PingEvent("b", TimeSpan.FromMilliseconds(400)));

        group.Ready("b");

        var command = Assert.Single(group.Commands);
        Assert.Equal((SendCommandType.Unpause, TestGroup.Moment.Ticks), (command.Command, command.PositionTicks));
        Assert.Equal(group.Now.AddMilliseconds(800), command.When);
        Assert.Equal(group.Now, command.EmittedAt);
        Assert.Equal(["a", "b"], group.Told.Single(entry => entry.Message is SendCommand).SessionIds);
        Assert.Equal((GroupStateType.Playing, PlaybackRequestType.Ready), group.ToldTo<GroupStateUpdate>("a").Select(update => (update.State, update.Reason)).Single());
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(100, 500)]
    [InlineData(250, 500)]
    [InlineData(600, 1200)]
    [InlineData(3_600_000, 10_000)]
    public void The_delay_is_twice_the_longest_ping_but_neither_tiny_nor_endless(long pingMilliseconds, long delayMilliseconds)
    {
        var group = TestGroup.In("Paused");
        group.Do(new PingEvent("a", TimeSpan.Zero));
        group.Do(new PingEvent("b", TimeSpan.FromMilliseconds(pingMilliseconds)));

        group.Do(new UnpauseEvent("a"));

        Assert.Equal(TimeSpan.FromMilliseconds(delayMilliseconds), Assert.Single(group.Commands).When - group.Now);
    }

    [Fact]
    public void A_pause_is_where_the_film_has_come_to()
    {
        var group = TestGroup.In("Playing");
        var started = group.Group.PositionSince;

        group.Do(new PauseEvent("b"));

        Assert.Equal((TestGroup.Moment + (group.Now - started)).Ticks, group.Commands.First().PositionTicks);
        Assert.Equal(group.Group.PositionTicks, group.Commands.First().PositionTicks);
    }

    [Fact]
    public void A_pause_before_the_start_has_come_does_not_go_backwards()
    {
        var group = TestGroup.In("Paused");
        var position = group.Group.PositionTicks;
        group.Do(new UnpauseEvent("a"));
        group.Pass(TimeSpan.FromMilliseconds(100));

        group.Do(new PauseEvent("a"));

        Assert.Equal(position, group.Group.PositionTicks);
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(7, 7)]
    [InlineData(long.MaxValue, 54_000_000_000)]
    public void A_seek_stays_within_the_film(long asked, long expected)
    {
        var group = TestGroup.In("Playing");

        group.Do(new SeekEvent("a", asked));

        Assert.Equal(expected, Assert.Single(group.Commands).PositionTicks);
        Assert.All(group.Group.Members, member => Assert.True(member.IsBuffering));
    }

    [Fact]
    public void Who_asks_again_gets_the_very_command_that_started_the_film()
    {
        var group = TestGroup.In("Resuming");
        group.Ready("b");
        var first = Assert.Single(group.Commands);
        group.Pass(TimeSpan.FromSeconds(20));

        group.Do(new ReadyEvent("b", group.Report(0)));

        var again = Assert.Single(group.ToldTo<SendCommand>("b"));
        Assert.Equal(first with { EmittedAt = group.Now }, again);
        Assert.Empty(group.ToldTo<SendCommand>("a"));
    }

    [Fact]
    public void A_group_without_a_queue_cannot_play()
    {
        var group = TestGroup.WithMembers(1);

        group.Do(new UnpauseEvent("a"));

        Assert.Equal(GroupStateType.Idle, group.Group.State);
        Assert.Equal(SendCommandType.Stop, Assert.Single(group.Commands).Command);
    }

    [Fact]
    public void Strangers_change_nothing()
    {
        var group = TestGroup.In("Playing");
        var before = group.Group;

        group.Do(new PauseEvent("stranger"));

        Assert.Same(before, group.Group);
    }

    [Fact]
    public void Time_does_not_run_backwards_because_clocks_differ_a_little()
    {
        var group = TestGroup.In("Playing");
        group.Do(new PingEvent("a", TimeSpan.FromMilliseconds(1)));
        var last = group.Group.UpdatedAt;
        group.Pass(TimeSpan.FromMilliseconds(-300));

        group.Do(new PauseEvent("a"));

        Assert.All(group.Commands, command => Assert.Equal(last, command.EmittedAt));
    }

    private static SyncPlayEvent Make(string happening, TestGroup group) => happening switch
    {
        "Unpause" => new UnpauseEvent("a"),
        "Pause" => new PauseEvent("a"),
        "Stop" => new StopEvent("a"),
        "Seek" => new SeekEvent("a", 5),
        "Buffer" => new BufferEvent("a", group.Report(group.Group.PositionTicks)),
        "Ready" => new ReadyEvent("a", group.Report(group.Group.PositionTicks)),
        "Next" => new NextItemEvent("a", group.Playing),
        "Previous" => new PreviousItemEvent("a", group.Playing),
        "Choose" => new SetItemEvent("a", group.Group.Queue.Sorted[2].PlaylistItemId),
        "Play" => new PlayEvent("a", SyncPlayQueue.Of(TestGroup.Items(1), 0), 0, group.Viewers),
        "Join" => new JoinEvent(TestGroup.Member("c")),
        _ => throw new ArgumentOutOfRangeException(nameof(happening)),
    };
}
