using MediaBrowser.Controller.SyncPlay;

namespace MediaBrowser.Controller.Tests.SyncPlay;

public sealed class GroupQueueTests
{
    [Fact]
    public void A_new_queue_waits_for_everybody_and_begins_where_it_was_asked_to()
    {
        var group = TestGroup.WithMembers(2);
        var items = TestGroup.Items(3);

        group.Do(new PlayEvent("a", SyncPlayQueue.Of(items, 2), 77, group.Viewers));

        var update = Assert.Single(group.ToldTo<PlayQueueUpdate>("b"));
        Assert.Equal((PlayQueueUpdateReason.NewPlaylist, 77, false), (update.Reason, update.StartPositionTicks, update.IsPlaying));
        Assert.Equal(items[2], update.Queue.Playing);
        Assert.Equal(2, group.Group.Members.Count(member => member.IsAwaited));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_queue_without_a_first_item_is_ignored(int index)
    {
        var group = TestGroup.In("Playing");
        var before = group.Group;

        group.Do(new PlayEvent("a", SyncPlayQueue.Of(TestGroup.Items(3), index), 0, group.Viewers));

        Assert.Same(before, group.Group);
    }

    [Fact]
    public void What_one_member_may_not_see_is_not_played_to_anybody()
    {
        var group = TestGroup.In("Playing");
        var before = group.Group;
        var onlyA = group.Group.Members.Take(1).Select(member => member.UserId).ToHashSet();

        group.Do(new PlayEvent("a", SyncPlayQueue.Of(TestGroup.Items(1), 0), 0, onlyA));
        group.Do(new QueueEvent("a", TestGroup.Items(1), GroupQueueMode.Queue, onlyA));

        Assert.Same(before, group.Group);
    }

    [Fact]
    public void At_the_end_of_a_film_everybody_asks_for_the_next_one_and_gets_one()
    {
        var group = TestGroup.In("Playing");
        var ended = group.Playing;

        group.Do(new NextItemEvent("a", ended));
        group.Do(new NextItemEvent("b", ended));

        Assert.Equal(2, group.Group.Queue.PlayingIndex);
    }

    [Theory]
    [InlineData(GroupRepeatMode.RepeatNone, 2, null, 1)]
    [InlineData(GroupRepeatMode.RepeatAll, 2, 0, 1)]
    [InlineData(GroupRepeatMode.RepeatOne, 2, 2, 2)]
    [InlineData(GroupRepeatMode.RepeatNone, 0, 1, null)]
    [InlineData(GroupRepeatMode.RepeatAll, 0, 1, 2)]
    public void Next_and_previous_follow_the_repeat_mode(GroupRepeatMode mode, int index, int? next, int? previous)
    {
        var queue = SyncPlayQueue.Of(TestGroup.Items(3), index) with { RepeatMode = mode };

        Assert.Equal(next, queue.Next()?.PlayingIndex);
        Assert.Equal(previous, queue.Previous()?.PlayingIndex);
    }

    [Theory]
    [InlineData("0", 1, "1")]
    [InlineData("1", 0, "0")]
    [InlineData("01", 0, "2")]
    [InlineData("2", 1, "1")]
    [InlineData("0123", -1, null)]
    public void What_plays_goes_on_unless_it_is_removed_itself(string removed, int expectedIndex, string? expected)
    {
        var items = TestGroup.Items(4);
        var queue = SyncPlayQueue.Of(items, 1);

        var left = queue.Remove([.. removed.Select(digit => items[digit - '0'].PlaylistItemId)]);

        // Playing 1 and removing 0 shifts the index; removing 1 goes to the one before.
        Assert.Equal(expected is null ? null : items[expected[0] - '0'], left.Playing);
        Assert.Equal(removed is "0" ? 0 : expectedIndex, left.PlayingIndex);
    }

    [Fact]
    public void When_what_plays_is_removed_everybody_goes_to_another_item()
    {
        var group = TestGroup.In("Playing");

        group.Do(new RemoveItemsEvent("a", [group.Playing], Clear: false, ClearPlaying: false));

        Assert.Equal(GroupStateType.Waiting, group.Group.State);
        Assert.Equal(
            [PlayQueueUpdateReason.RemoveItems, PlayQueueUpdateReason.SetCurrentItem], group.ToldTo<PlayQueueUpdate>("b").Select(update => update.Reason));
        group.Ready("a");
        group.Ready("b");
        Assert.Equal((GroupStateType.Playing, 0), (group.Group.State, group.Group.PositionTicks));
    }

    [Fact]
    public void When_everything_is_removed_the_group_stops()
    {
        var group = TestGroup.In("Playing");

        group.Do(new RemoveItemsEvent("a", [], Clear: true, ClearPlaying: true));

        Assert.Equal(GroupStateType.Idle, group.Group.State);
        Assert.Equal(SendCommandType.Stop, Assert.Single(group.ToldTo<SendCommand>("b")).Command);
    }

    [Fact]
    public void Clearing_can_leave_what_plays()
    {
        var group = TestGroup.In("Playing");
        var playing = group.Playing;

        group.Do(new RemoveItemsEvent("a", [], Clear: true, ClearPlaying: false));

        Assert.Equal((GroupStateType.Playing, playing, 1), (group.Group.State, group.Playing, group.Group.Queue.Items.Count));
    }

    [Theory]
    [InlineData(GroupQueueMode.Queue, 3)]
    [InlineData(GroupQueueMode.QueueNext, 2)]
    public void What_is_added_comes_last_or_next(GroupQueueMode mode, int index)
    {
        var group = TestGroup.In("Playing");
        var item = TestGroup.Items(1)[0];

        group.Do(new QueueEvent("a", [item], mode, group.Viewers));

        Assert.Equal(item, group.Group.Queue.Items[index]);
        Assert.Equal(1, group.Group.Queue.PlayingIndex);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 99)]
    [InlineData(2, -5)]
    public void What_plays_goes_on_when_items_are_moved(int from, int to)
    {
        var group = TestGroup.In("Playing");
        var playing = group.Playing;
        var moved = group.Group.Queue.Items[from];

        group.Do(new MoveItemEvent("a", moved.PlaylistItemId, to));

        Assert.Equal(playing, group.Playing);
        Assert.Equal(moved, group.Group.Queue.Items[Math.Clamp(to, 0, 2)]);
    }

    [Fact]
    public void Shuffling_keeps_what_plays_and_sorting_brings_the_order_back()
    {
        var items = TestGroup.Items(20);
        var queue = SyncPlayQueue.Of(items, 5);

        var shuffled = queue.Shuffle(seed: 1);
        Assert.Equal((items[5], 0), (shuffled.Playing, shuffled.PlayingIndex));
        Assert.NotEqual(items.Where(item => item != items[5]), shuffled.Items.Skip(1));
        Assert.Equal(items.ToHashSet(), shuffled.Items.ToHashSet());

        var next = shuffled.Next()!;
        var sorted = next.Sort();
        Assert.Equal(items, sorted.Items);
        Assert.Equal(next.Playing, sorted.Playing);
    }

    [Fact]
    public void Each_change_is_newer_for_clients_that_compare_milliseconds()
    {
        var group = TestGroup.In("Playing");
        var before = group.Group.Queue.LastChange;

        group.Do(new RepeatModeEvent("a", GroupRepeatMode.RepeatAll));
        group.Do(new RepeatModeEvent("a", GroupRepeatMode.RepeatNone));

        Assert.True(group.Group.Queue.LastChange >= before.AddMilliseconds(1));
        Assert.Equal(GroupStateType.Playing, group.Group.State);
        Assert.True(Assert.Single(group.ToldTo<PlayQueueUpdate>("a")).IsPlaying);
    }
}
