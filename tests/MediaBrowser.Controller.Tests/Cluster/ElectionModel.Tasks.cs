namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>How a trigger becomes a run, and how runs end.</summary>
internal sealed partial class ElectionModel
{
    /// <summary>What a replica that runs may do about tasks now. Work may end well at any time, also when it should have been cancelled.</summary>
    private void Work(in ModelState state, int i)
    {
        var replica = state.Replica[i];
        if (replica.Writes != Write.None)
        {
            return;
        }

        if (replica.Works > 0)
        {
            Emit(Intend(state, i, Write.Complete, (byte)(replica.Works - 1)), "has done the work", i);
            if (!Holds(replica))
            {
                Emit(Intend(state, i, Write.GiveUp, (byte)(replica.Works - 1)), "cancels the work", i);
            }
        }

        if (!Holds(replica))
        {
            return;
        }

        for (byte run = 0; run < 3; run++)
        {
            if (IsDead(state.Run[run], run, i, replica))
            {
                var next = state;
                Interrupt(ref next, run, ofAnother: true);
                Emit(next, "marks the run as dead", i);
            }
        }

        for (byte run = 0; run < 3 && replica.Works == 0; run++)
        {
            if (state.Run[run].Status == (run == 0 ? RunStatus.None : RunStatus.Queued))
            {
                Emit(Intend(state, i, Write.Claim, run), "wants to start the run", i);
            }
        }
    }

    private static ModelState Intend(in ModelState state, int i, Write write, byte run)
    {
        var next = state;
        ref var replica = ref next.Replica[i];
        (replica.Writes, replica.WritesRun, replica.WritesToken) = (write, run, replica.Token);
        return next;
    }

    /// <summary>What was to be written arrives, even when the one who sent it has died; or it does not.</summary>
    private void WritesArrive(in ModelState state, int i)
    {
        var replica = state.Replica[i];
        if (replica.Writes == Write.None)
        {
            return;
        }

        if (replica.IsDown || state.Left.Losses > 0)
        {
            var lost = state;
            lost.Left.Losses -= (byte)(replica.IsDown ? 0 : 1);
            Settle(ref lost.Replica[i], isWorking: false);
            Emit(lost, "loses what it wanted to write", i);
        }

        var next = state;
        switch (replica.Writes)
        {
            case Write.Claim:
                var (isWorking, problem) = Claim(ref next, i, replica);
                Settle(ref next.Replica[i], isWorking);
                Emit(next, isWorking ? "starts the run" : "is not allowed to start the run", i, problem);
                return;
            case Write.Complete:
                Complete(ref next, replica.WritesRun);
                break;
            default:
                Interrupt(ref next, replica.WritesRun, ofAnother: false);
                break;
        }

        Settle(ref next.Replica[i], isWorking: false);
        Emit(next, replica.Writes == Write.Complete ? "wants to store: completed; it arrives" : "wants to store: interrupted; it arrives", i);
    }

    private static void Settle(ref ModelState.ReplicaState replica, bool isWorking)
    {
        replica.Works = (byte)(isWorking && !replica.IsDown ? replica.WritesRun + 1 : 0);
        (replica.Writes, replica.WritesRun, replica.WritesToken) = (Write.None, 0, 0);
    }

    /// <summary>One transaction: the leader's row has the token, the run is still to be had, and none runs.</summary>
    private (bool IsStarted, string? Problem) Claim(ref ModelState state, int i, in ModelState.ReplicaState replica)
    {
        if (broken != ProtocolBreak.NoFenceAtClaim && state.RowToken != replica.WritesToken)
        {
            return (false, null);
        }

        ref var run = ref state.Run[replica.WritesRun];
        if (run.Status != (replica.WritesRun == 0 ? RunStatus.None : RunStatus.Queued) || IsAny(state, RunStatus.Running))
        {
            return (false, null);
        }

        (run.Status, run.Token, run.Replica) = (RunStatus.Running, replica.WritesToken, (byte)i);
        return (true, replica.WritesToken == state.HighestToken ? null : $"a run is started under token {replica.WritesToken} after token {state.HighestToken} was given out");
    }

    private void Complete(ref ModelState state, byte run)
    {
        if (state.Run[run].Status == RunStatus.Running || broken == ProtocolBreak.NoFenceAtCompletion)
        {
            state.Run[run].Status = RunStatus.Completed;
        }
    }

    /// <summary>The run is asked for again.</summary>
    private void Interrupt(ref ModelState state, byte run, bool ofAnother)
    {
        var isStored = state.Run[run].Status == RunStatus.Running;
        if (isStored)
        {
            state.Run[run].Status = RunStatus.Interrupted;
        }

        if ((isStored || (!ofAnother && broken == ProtocolBreak.RequeueWithoutLooking)) && !IsAny(state, RunStatus.Queued))
        {
            for (var next = 1; next < 3; next++)
            {
                if (state.Run[next].Status == RunStatus.None)
                {
                    state.Run[next].Status = RunStatus.Queued;
                    return;
                }
            }
        }
    }

    private static bool IsDead(in ModelState.RunState run, byte index, int i, in ModelState.ReplicaState replica)
        => run.Status == RunStatus.Running && replica.Works != index + 1 && (run.Token < replica.Token || (run.Token == replica.Token && run.Replica == i));

    private static bool IsAny(in ModelState state, RunStatus status)
    {
        foreach (var run in state.Run)
        {
            if (run.Status == status)
            {
                return true;
            }
        }

        return false;
    }
}
