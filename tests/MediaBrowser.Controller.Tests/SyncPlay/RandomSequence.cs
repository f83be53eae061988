using MediaBrowser.Controller.SyncPlay;

namespace MediaBrowser.Controller.Tests.SyncPlay;

/// <summary>Members that do anything at any time.</summary>
internal sealed class RandomSequence(int seed)
{
    private static readonly string[] Sessions = ["a", "b", "c", "d"];

    private readonly Random _random = new(seed);
    private readonly List<string> _happened = [];

    public TestGroup Group { get; } = TestGroup.WithMembers(2);

    public string Story => $"seed {seed}: {string.Join(", ", _happened)}";

    public void Step()
    {
        Group.Pass(TimeSpan.FromMilliseconds(_random.Next(0, 8000)));
        var happening = Choose();
        _happened.Add(happening.GetType().Name);
        Group.Do(happening);
    }

    public void GetEverybodyReady()
    {
        // A member that comes back has a socket; everybody is where the group is.
        Group.Upkeep(Sessions);
        foreach (var member in Group.Group.Members.Where(_ => Group.Group.State is GroupStateType.Waiting))
        {
            Group.Do(new ReadyEvent(member.SessionId, Group.Report(Group.Group.PositionTicks)));
        }
    }

    private SyncPlayEvent Choose()
    {
        var session = Pick(Sessions);
        return _random.Next(4) switch
        {
            0 => ChooseMembership(session),
            1 => ChooseQueue(session),
            2 => ChoosePlayback(session),
            _ => _random.Next(2) == 0 ? new ReadyEvent(session, Report()) : new BufferEvent(session, Report()),
        };
    }

    private SyncPlayEvent ChooseMembership(string session) => _random.Next(5) switch
    {
        0 => new JoinEvent(TestGroup.Member(session)),
        1 when Group.Group.Members.Count > 1 => new LeaveEvent(session),
        2 => new PingEvent(session, TimeSpan.FromMilliseconds(_random.Next(-100, 20_000))),
        3 => new IgnoreWaitEvent(session, _random.Next(2) == 0),
        _ => new UpkeepEvent(Sessions.Where(_ => _random.Next(10) > 0).Append("a").ToHashSet(), new SyncPlayOptions()),
    };

    private SyncPlayEvent ChoosePlayback(string session) => _random.Next(4) switch
    {
        0 => new PauseEvent(session),
        1 => _random.Next(4) == 0 ? new StopEvent(session) : new UnpauseEvent(session),
        2 => new SeekEvent(session, _random.NextInt64(-10, TestGroup.Length.Ticks * 2)),
        _ => new UnpauseEvent(session),
    };

    private SyncPlayEvent ChooseQueue(string session) => _random.Next(9) switch
    {
        0 => new PlayEvent(session, SyncPlayQueue.Of(TestGroup.Items(_random.Next(5)), _random.Next(-1, 5)), _random.Next(), Group.Viewers),
        1 => new SetItemEvent(session, AnyEntry()),
        2 => new NextItemEvent(session, AnyEntry()),
        3 => new PreviousItemEvent(session, AnyEntry()),
        4 => new QueueEvent(session, TestGroup.Items(_random.Next(3)), (GroupQueueMode)_random.Next(2), Group.Viewers),
        5 => new RemoveItemsEvent(session, [AnyEntry(), AnyEntry()], _random.Next(10) == 0, _random.Next(2) == 0),
        6 => new MoveItemEvent(session, AnyEntry(), _random.Next(-2, 8)),
        7 => new RepeatModeEvent(session, (GroupRepeatMode)_random.Next(3)),
        _ => new ShuffleModeEvent(session, (GroupShuffleMode)_random.Next(2), _random.Next()),
    };

    private PlayerReport Report() => new(
        Group.Now.AddMilliseconds(_random.Next(-3000, 3000)),
        Group.Group.PositionTicks + (_random.Next(2) == 0 ? 0 : _random.Next(-30_000_000, 30_000_000)),
        _random.Next(2) == 0,
        _random.Next(5) == 0 ? AnyEntry() : Group.Group.Queue.Playing?.PlaylistItemId ?? Guid.Empty);

    private Guid AnyEntry() => Group.Group.Queue.Items.Count == 0 || _random.Next(10) == 0
        ? Guid.NewGuid()
        : Pick(Group.Group.Queue.Items).PlaylistItemId;

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
