using MediaBrowser.Controller.SyncPlay;

namespace MediaBrowser.Controller.Tests.SyncPlay;

/// <summary>A group that things happen to, with a clock that the test sets.</summary>
internal sealed class TestGroup
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(90);
    public static readonly TimeSpan Moment = TimeSpan.FromMinutes(10);

    private static readonly SyncPlayOptions Limits = new();

    public SyncPlayGroup Group { get; private set; } = new() { Id = Guid.NewGuid(), Name = "films" };

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Messages of the last event.</summary>
    public IReadOnlyList<SyncPlayOutgoing> Told { get; private set; } = [];

    public IEnumerable<SendCommand> Commands => Told.Select(entry => entry.Message).OfType<SendCommand>();

    public Guid Playing => Group.Queue.Playing!.PlaylistItemId;

    /// <summary>Members <c>a</c>, <c>b</c> ... of an idle group without a queue.</summary>
    public static TestGroup WithMembers(int count)
    {
        var group = new TestGroup();
        for (var index = 0; index < count; index++)
        {
            group.Do(new JoinEvent(Member(((char)('a' + index)).ToString())));
        }

        return group;
    }

    /// <summary>Members a and b with three films.</summary>
    /// <param name="state">Idle, Playing, Paused, Resuming (waits to play) or Pausing (waits to pause); the last two wait for b.</param>
    public static TestGroup In(string state)
    {
        var group = WithMembers(2);
        group.Do(new PlayEvent("a", SyncPlayQueue.Of(Items(3), 1), Moment.Ticks, group.Viewers));
        group.Ready("a");
        if (state is "Resuming")
        {
            return group;
        }

        if (state is "Pausing" or "Paused")
        {
            group.Do(new PauseEvent("a"));
        }

        if (state is not "Pausing")
        {
            group.Ready("b");
        }

        if (state is "Idle")
        {
            group.Do(new StopEvent("a"));
        }

        group.Pass(TimeSpan.FromSeconds(60));
        return group;
    }

    public IReadOnlySet<Guid> Viewers => Group.Members.Select(member => member.UserId).ToHashSet();

    public static SyncPlayMember Member(string session) => new(session, Guid.NewGuid(), "user " + session);

    public static SyncPlayItem[] Items(int count)
        => [.. Enumerable.Range(0, count).Select(_ => new SyncPlayItem(Guid.NewGuid(), Guid.NewGuid(), Length.Ticks))];

    public void Do(SyncPlayEvent happening)
    {
        var last = Group.LastNumber;
        Group = happening.ApplyTo(Group, Now);
        Told = [.. Group.Outbox.Where(entry => entry.Number > last)];
    }

    public void Pass(TimeSpan time) => Now += time;

    /// <summary>A member says that its player stands where the group is.</summary>
    public void Ready(string session) => Do(new ReadyEvent(session, Report(Group.PositionTicks)));

    public PlayerReport Report(long positionTicks, bool isPlaying = false) => new(Now, positionTicks, isPlaying, Playing);

    /// <summary>A second passes for the upkeep.</summary>
    public void Upkeep(params string[] connected) => Do(new UpkeepEvent(connected.ToHashSet(), Limits));

    public IReadOnlyList<T> ToldTo<T>(string session)
        where T : SyncPlayMessage
        => [.. Told.Where(entry => entry.SessionIds.Contains(session)).Select(entry => entry.Message).OfType<T>()];
}
