using MediaBrowser.Controller.Cluster;

namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>What is known of the Redis of a model.</summary>
public enum RedisModel
{
    /// <summary>Nothing: every answer is possible at any time.</summary>
    Anything,

    /// <summary>It keeps the entry until that expires or is left or everything is lost, and says the truth or nothing.</summary>
    Remembers,
}

/// <summary>The gate in Redis.</summary>
internal sealed partial class ElectionModel
{
    private void AskGate(in ModelState state, int i)
    {
        if (redis == RedisModel.Anything)
        {
            foreach (var answer in Enum.GetValues<GateAnswer>())
            {
                Decide(state, i, answer);
            }

            return;
        }

        Decide(state, i, GateAnswer.Away);
        var own = OwnerOf(i, state.Replica[i].Incarnation);
        if (state.GateOwner != 0 && state.GateOwner != own)
        {
            Decide(state, i, GateAnswer.Shut);
            return;
        }

        var entered = state;
        (entered.GateOwner, entered.GateLeft) = (own, Duration);
        Decide(entered, i, GateAnswer.Open);
        // It was entered, but the answer was lost.
        Decide(entered, i, GateAnswer.Away);
    }

    /// <summary>Who did not get the lease or gave it up leaves, at once, late or never.</summary>
    private void LeaveGate(in ModelState state, int i)
    {
        if (state.GateOwner == OwnerOf(i, state.Replica[i].Incarnation) && state.Replica[i] is { Token: 0, Asked: Request.None or Request.Release })
        {
            var next = state;
            (next.GateOwner, next.GateLeft) = (0, 0);
            Emit(next, "leaves the gate in Redis", i);
        }
    }
}
