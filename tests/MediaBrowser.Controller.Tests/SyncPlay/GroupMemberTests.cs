using MediaBrowser.Controller.SyncPlay;

namespace MediaBrowser.Controller.Tests.SyncPlay;

public sealed class GroupMemberTests
{
    [Fact]
    public void Who_joins_is_told_the_group_and_the_others_are_told_who()
    {
        var group = TestGroup.WithMembers(1);

        group.Do(new JoinEvent(TestGroup.Member("b")));

        Assert.Equal(["user a", "user b"], Assert.Single(group.ToldTo<GroupJoined>("b")).Info.Participants);
        Assert.Equal(new GroupText(GroupUpdateType.UserJoined, "user b"), Assert.Single(group.ToldTo<GroupText>("a")));
        Assert.Equal(SendCommandType.Stop, Assert.Single(group.ToldTo<SendCommand>("b")).Command);
    }

    [Fact]
    public void A_film_waits_for_who_joins_and_goes_on_when_he_is_ready()
    {
        var group = TestGroup.In("Playing");

        group.Do(new JoinEvent(TestGroup.Member("c")));
        var queue = Assert.Single(group.ToldTo<PlayQueueUpdate>("c"));
        Assert.Equal((PlayQueueUpdateReason.NewPlaylist, group.Group.PositionTicks), (queue.Reason, queue.StartPositionTicks));
        Assert.Equal(SendCommandType.Pause, Assert.Single(group.ToldTo<SendCommand>("a")).Command);
        Assert.Empty(group.ToldTo<SendCommand>("c"));

        group.Ready("c");
        Assert.Equal(GroupStateType.Playing, group.Group.State);
        Assert.Equal(["a", "b", "c"], group.Told.Single(entry => entry.Message is SendCommand).SessionIds);
    }

    [Fact]
    public void When_the_one_who_was_waited_for_leaves_the_film_goes_on()
    {
        var group = TestGroup.In("Resuming");

        group.Do(new LeaveEvent("b"));

        Assert.Equal(GroupStateType.Playing, group.Group.State);
        Assert.Equal(GroupUpdateType.GroupLeft, Assert.Single(group.ToldTo<GroupText>("b")).Type);
        Assert.Empty(group.ToldTo<SendCommand>("b"));
        Assert.Equal(new GroupText(GroupUpdateType.UserLeft, "user b"), Assert.Single(group.ToldTo<GroupText>("a")));
    }

    [Fact]
    public void The_last_one_to_leave_ends_the_group_and_is_told()
    {
        var group = TestGroup.WithMembers(1);

        group.Do(new LeaveEvent("a"));

        Assert.True(group.Group.IsGone);
        Assert.Equal(GroupUpdateType.GroupLeft, Assert.Single(group.ToldTo<GroupText>("a")).Type);
    }

    [Fact]
    public void Nobody_waits_for_who_does_not_want_it()
    {
        var group = TestGroup.In("Resuming");

        group.Do(new IgnoreWaitEvent("b", true));
        Assert.Equal(GroupStateType.Playing, group.Group.State);

        group.Do(new BufferEvent("b", group.Report(0)));
        Assert.Equal(GroupStateType.Playing, group.Group.State);
    }

    [Fact]
    public void Nobody_is_waited_for_for_ever_and_who_is_late_catches_up()
    {
        var group = TestGroup.In("Resuming");

        group.Pass(TimeSpan.FromSeconds(29));
        group.Upkeep("a", "b");
        Assert.Equal(GroupStateType.Waiting, group.Group.State);
        group.Pass(TimeSpan.FromSeconds(1));
        group.Upkeep("a", "b");
        Assert.Equal(GroupStateType.Playing, group.Group.State);

        group.Do(new BufferEvent("b", group.Report(0)));
        Assert.Equal(GroupStateType.Playing, group.Group.State);
        group.Do(new ReadyEvent("b", group.Report(0)));
        Assert.Equal(SendCommandType.Unpause, Assert.Single(group.ToldTo<SendCommand>("b")).Command);
        group.Do(new BufferEvent("b", group.Report(0)));
        Assert.Equal(GroupStateType.Waiting, group.Group.State);
    }

    [Fact]
    public void A_member_without_a_socket_is_not_waited_for_and_may_come_back_within_a_minute()
    {
        var group = TestGroup.In("Resuming");

        group.Upkeep("a");
        Assert.Equal(GroupStateType.Playing, group.Group.State);
        group.Pass(TimeSpan.FromSeconds(59));
        group.Upkeep("a");
        Assert.Equal(2, group.Group.Members.Count);
        group.Upkeep("a", "b");
        Assert.Null(group.Group.Find("b")!.AwaySince);
    }

    [Fact]
    public void Who_does_not_come_back_leaves_once()
    {
        var group = TestGroup.In("Playing");
        group.Upkeep("a");
        group.Pass(TimeSpan.FromMinutes(1));

        group.Upkeep("a");
        Assert.Null(group.Group.Find("b"));
        Assert.Equal(new GroupText(GroupUpdateType.UserLeft, "user b"), Assert.Single(group.ToldTo<GroupText>("a")));

        var after = group.Group;
        group.Upkeep("a");
        Assert.Same(after, group.Group);
    }

    [Fact]
    public void A_film_does_not_start_for_nobody()
    {
        var group = TestGroup.In("Resuming");

        group.Pass(TimeSpan.FromSeconds(40));
        group.Upkeep();
        Assert.Equal(GroupStateType.Waiting, group.Group.State);

        group.Upkeep("a");
        Assert.Equal(GroupStateType.Playing, group.Group.State);
    }

    [Theory]
    [InlineData("Playing", SendCommandType.Unpause)]
    [InlineData("Paused", SendCommandType.Pause)]
    [InlineData("Resuming", SendCommandType.Seek)]
    [InlineData("Idle", SendCommandType.Stop)]
    public void Who_comes_back_is_told_what_to_do(string state, SendCommandType expected)
    {
        var group = TestGroup.In(state);

        var greeting = group.Group.Greeting(group.Group.Find("b")!, group.Now);

        Assert.IsType<GroupJoined>(greeting[0]);
        Assert.Equal(expected, Assert.IsType<SendCommand>(greeting[^1]).Command);
    }

    [Fact]
    public void A_player_at_another_position_is_sent_to_the_right_one()
    {
        var group = TestGroup.In("Resuming");

        group.Do(new ReadyEvent("b", group.Report(group.Group.PositionTicks + TimeSpan.FromMilliseconds(501).Ticks)));
        Assert.Equal(GroupStateType.Waiting, group.Group.State);
        var correction = Assert.Single(group.ToldTo<SendCommand>("b"));
        Assert.Equal((SendCommandType.Seek, group.Group.PositionTicks), (correction.Command, correction.PositionTicks));

        group.Do(new ReadyEvent("b", group.Report(group.Group.PositionTicks + TimeSpan.FromMilliseconds(499).Ticks)));
        Assert.Equal(GroupStateType.Playing, group.Group.State);
    }

    [Fact]
    public void The_others_start_when_a_running_player_has_come_to_where_they_are()
    {
        var group = TestGroup.In("Resuming");
        group.Do(new PingEvent("a", TimeSpan.Zero));
        group.Do(new PingEvent("b", TimeSpan.Zero));
        var behind = TimeSpan.FromMilliseconds(1500);

        group.Do(new ReadyEvent("b", group.Report(group.Group.PositionTicks - behind.Ticks, isPlaying: true)));

        Assert.Equal(group.Now + behind, Assert.Single(group.ToldTo<SendCommand>("a")).When);
    }

    [Fact]
    public void A_running_player_that_is_far_behind_seeks()
    {
        var group = TestGroup.In("Resuming");

        group.Do(new ReadyEvent("b", group.Report(group.Group.PositionTicks - TimeSpan.FromMinutes(5).Ticks, isPlaying: true)));

        Assert.Equal(SendCommandType.Seek, Assert.Single(group.ToldTo<SendCommand>("b")).Command);
    }

    [Fact]
    public void A_player_of_another_item_is_sent_to_the_right_one()
    {
        var group = TestGroup.In("Resuming");

        group.Do(new ReadyEvent("b", group.Report(0) with { PlaylistItemId = Guid.NewGuid() }));

        Assert.Equal(PlayQueueUpdateReason.SetCurrentItem, Assert.Single(group.ToldTo<PlayQueueUpdate>("b")).Reason);
        Assert.Equal(GroupStateType.Waiting, group.Group.State);
    }
}
