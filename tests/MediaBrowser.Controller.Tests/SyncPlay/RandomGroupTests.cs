using MediaBrowser.Controller.SyncPlay;

namespace MediaBrowser.Controller.Tests.SyncPlay;

/// <summary>Whatever members do in whatever order, some things hold. The seeds are fixed: a failure can be repeated.</summary>
public sealed class RandomGroupTests
{
    private const int Sequences = 2000;
    private const int Steps = 80;

    [Fact]
    public void Invariants_hold_in_random_sequences()
    {
        var states = new HashSet<GroupStateType>();
        for (var seed = 0; seed < Sequences; seed++)
        {
            var sequence = new RandomSequence(seed);
            for (var step = 0; step < Steps; step++)
            {
                sequence.Step();
                states.Add(sequence.Group.Group.State);
                Check(sequence);
            }

            sequence.GetEverybodyReady();
            Assert.True(sequence.Group.Group.State is not GroupStateType.Waiting, sequence.Story);
        }

        Assert.Equal(4, states.Count);
    }

    private static void Check(RandomSequence sequence)
    {
        var group = sequence.Group.Group;
        var queue = group.Queue;
        Assert.True(queue.PlayingIndex >= -1 && queue.PlayingIndex < queue.Items.Count, sequence.Story);
        Assert.True(queue.Items.Count == queue.Sorted.Count && queue.Items.ToHashSet().SetEquals(queue.Sorted), sequence.Story);
        Assert.True(queue.Playing is not null || group.State is GroupStateType.Idle, sequence.Story);
        Assert.True(queue.Items.Count == 0 || queue.Playing is not null, sequence.Story);
        Assert.True(group.PositionTicks >= 0 && group.PositionTicks == group.Limit(group.PositionTicks), sequence.Story);
        Assert.True(group.State is GroupStateType.Waiting == group.WaitingSince is not null, sequence.Story);
        Assert.True(group.State is not GroupStateType.Waiting || group.Members.Any(member => member.IsAwaited) || EndsByItself(sequence), sequence.Story);
        Assert.All(sequence.Group.Told, entry => CheckMessage(sequence, entry));
    }

    /// <summary>A group that waits for nobody goes on within a second, when the replicas look after it.</summary>
    private static bool EndsByItself(RandomSequence sequence)
    {
        var everybody = sequence.Group.Group.Members.Select(member => member.SessionId).ToHashSet();
        var looked = new UpkeepEvent(everybody, new SyncPlayOptions()).ApplyTo(sequence.Group.Group, sequence.Group.Now);
        return looked.State is not GroupStateType.Waiting || looked.Members.Any(member => member.IsAwaited);
    }

    private static void CheckMessage(RandomSequence sequence, SyncPlayOutgoing entry)
    {
        if (entry.Message is not SendCommand command)
        {
            return;
        }

        Assert.True(command.EmittedAt == entry.At, sequence.Story);
        if (sequence.Group.Group.State is not GroupStateType.Playing)
        {
            Assert.True(command.When >= entry.At, sequence.Story);
        }
        else if (command.When < entry.At)
        {
            // Only somebody who asks again gets what was sent before.
            Assert.True(entry.SessionIds.Count == 1 && command.When == sequence.Group.Group.PositionSince, sequence.Story);
        }
    }
}
