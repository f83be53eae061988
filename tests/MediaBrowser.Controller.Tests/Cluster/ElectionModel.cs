using MediaBrowser.Controller.Cluster;

namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>
/// The protocol as states and steps. A replica that is paused takes no steps while time goes on, and acts on what it knew when it goes on.
/// Requests may wait for any time, be lost, or arrive when nobody waits for them any more, and so may answers: that is also all that an
/// absence of PostgreSQL is. Redis may answer anything at any time, whatever state it is in: flushed, replaced, hung, read-only. What a
/// replica decides is decided by <see cref="LeaderRules"/>, the same code that the server runs; the database does what its statements say.
/// </summary>
/// <param name="replicas">Two or three.</param>
/// <param name="policy">Without Redis.</param>
/// <param name="redis">What is known of Redis.</param>
/// <param name="broken">What is spoilt on purpose.</param>
/// <param name="budget">How much may happen.</param>
internal sealed partial class ElectionModel(
    int replicas, WhenRedisUnavailable policy, RedisModel redis, ProtocolBreak broken, ModelState.Budget budget)
{
    private const byte Everyone = 7;

    /// <summary>More leases are not given out.</summary>
    private const byte MaxToken = 3;

    /// <summary>Of the lease, in ticks of the model.</summary>
    private const byte Duration = 2;

    /// <summary>Ticks in which the holder still counts on its lease.</summary>
    private readonly byte _term = TicksOfTerm(broken);

    private readonly List<(ModelState State, string Step, int Replica, string? Problem)> _next = [];

    public ModelState Start => new() { Left = budget };

    public IReadOnlyList<(ModelState State, string Step, int Replica, string? Problem)> Next(in ModelState state)
    {
        _next.Clear();
        Surroundings(state);
        for (var i = 0; i < replicas; i++)
        {
            Requests(state, i);
            WritesArrive(state, i);
            Late(state, i);
            if (!state.Replica[i].IsDown)
            {
                Election(state, i);
                LeaveGate(state, i);
                Work(state, i);
            }

            Crash(state, i);
        }

        return _next;
    }

    public string? FindProblem(in ModelState state)
    {
        var completed = 0;
        foreach (var run in state.Run)
        {
            completed += run.Status == RunStatus.Completed ? 1 : 0;
        }

        if (completed > 1)
        {
            return "two runs of one trigger are complete";
        }

        for (var i = 0; i < replicas; i++)
        {
            for (var j = i + 1; j < replicas; j++)
            {
                if (Holds(state.Replica[i]) && Holds(state.Replica[j])
                    && !(state.Replica[i].IsShared && state.Replica[j].IsShared && state.Replica[i].Token == state.Replica[j].Token))
                {
                    return "two replicas count on the lease at the same time";
                }
            }
        }

        return null;
    }

    private static byte TicksOfTerm(ProtocolBreak broken)
    {
        var term = LeaderRules.Term(TimeSpan.FromSeconds(Duration)) * (broken == ProtocolBreak.TermLongerThanTheLease ? 1.6 : 1);
        return (byte)Math.Ceiling(term.TotalSeconds);
    }

    private static bool Holds(in ModelState.ReplicaState replica) => replica.Token > 0 && replica.TermLeft > 0;

    private static byte OwnerOf(int replica, byte incarnation) => (byte)(1 + replica + (3 * incarnation));

    private void Emit(in ModelState state, string step, int replica = -1, string? problem = null) => _next.Add((state, step, replica, problem));

    private void Surroundings(in ModelState state)
    {
        if (state.Left.Ticks > 0)
        {
            Emit(Tick(state), "time goes on");
        }

        if (state.Left.Flushes > 0 && (state.RedisToken > 0 || state.GateOwner != 0))
        {
            var next = state;
            next.Left.Flushes--;
            (next.RedisToken, next.GateOwner, next.GateLeft) = (0, 0, 0);
            Emit(next, "Redis loses everything");
        }
    }

    private ModelState Tick(in ModelState state)
    {
        var next = state;
        next.Left.Ticks--;
        Count(ref next.RowLeft);
        Count(ref next.GateLeft);
        next.GateOwner = next.GateLeft == 0 ? (byte)0 : next.GateOwner;
        for (var i = 0; i < replicas; i++)
        {
            ref var replica = ref next.Replica[i];
            Count(ref replica.TermLeft);
            replica.AskedAge = replica.Asked == Request.None ? (byte)0 : (byte)Math.Min(_term, replica.AskedAge + 1);
        }

        return next;
    }

    private static void Count(ref byte left) => left = (byte)Math.Max(0, left - 1);

    private void Crash(in ModelState state, int i)
    {
        var next = state;
        ref var replica = ref next.Replica[i];
        if (replica.IsDown)
        {
            replica.IsDown = false;
            replica.Incarnation = 1;
            Emit(next, "starts again", i);
        }
        else if (state.Left.Crashes > 0)
        {
            next.Left.Crashes--;
            Forget(ref replica);
            (replica.IsDown, replica.Token, replica.TermLeft, replica.IsShared, replica.Works) = (true, 0, 0, false, 0);
            Emit(next, "is killed", i);
        }
    }

    /// <summary>What it asked for may still arrive.</summary>
    private static void Forget(ref ModelState.ReplicaState replica)
    {
        if (replica.Answer == 0 && replica.Late == Request.None)
        {
            (replica.Late, replica.LateToken, replica.LateIncarnation) = (replica.Asked, replica.AskedToken, replica.Incarnation);
        }

        (replica.Asked, replica.AskedToken, replica.AskedAge, replica.Answer) = (Request.None, 0, 0, 0);
    }
}
