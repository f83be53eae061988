using System.Runtime.InteropServices;

namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>Replicas can be exchanged for each other: nothing that they do depends on which one it is.</summary>
internal sealed partial class ElectionModel
{
    /// <summary>The same for all states that are alike but for the names of replicas and for what nothing looks at any more.</summary>
    public ModelState Canonical(in ModelState state)
    {
        var next = state;
        Span<byte> order = [0, 1, 2];
        for (var i = 1; i < replicas; i++)
        {
            for (var j = i; j > 0 && Compare(state, order[j - 1], order[j]) > 0; j--)
            {
                (order[j - 1], order[j]) = (order[j], order[j - 1]);
            }
        }

        Span<byte> names = stackalloc byte[order.Length];
        for (byte i = 0; i < order.Length; i++)
        {
            next.Replica[i] = state.Replica[order[i]];
            names[order[i]] = i;
        }

        next.RowOwner = Rename(state.RowOwner, names);
        next.GateOwner = Rename(state.GateOwner, names);
        for (var i = 0; i < 3; i++)
        {
            ref var run = ref next.Run[i];
            // Who ran what is over matters to nobody.
            (run.Replica, run.Token) = run.Status == RunStatus.Running ? (names[run.Replica], run.Token) : ((byte)0, (byte)0);
        }

        return next;
    }

    /// <summary>By all that there is of a replica, so two that are equal can be exchanged without any difference.</summary>
    private static int Compare(in ModelState state, byte one, byte other)
    {
        var own = Number(state.Replica[one]).CompareTo(Number(state.Replica[other]));
        return own != 0 ? own : References(state, one).CompareTo(References(state, other));
    }

    private static UInt128 Number(in ModelState.ReplicaState replica)
        => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(new ReadOnlySpan<ModelState.ReplicaState>(in replica)));

    private static byte Rename(byte owner, ReadOnlySpan<byte> names)
        => owner is 0 or Everyone ? owner : OwnerOf(names[ReplicaOf(owner)], IncarnationOf(owner));

    private static int Reference(byte owner, byte replica) => owner is 0 or Everyone || ReplicaOf(owner) != replica ? 0 : 1 + IncarnationOf(owner);

    /// <summary>What the row of the lease, the entry in Redis and the rows of the runs say of it.</summary>
    private static int References(in ModelState state, byte replica)
    {
        var all = (3 * Reference(state.RowOwner, replica)) + Reference(state.GateOwner, replica);
        foreach (var run in state.Run)
        {
            all = (2 * all) + (run.Status == RunStatus.Running && run.Replica == replica ? 1 : 0);
        }

        return all;
    }

    private static int ReplicaOf(byte owner) => (owner - 1) % 3;

    private static byte IncarnationOf(byte owner) => (byte)((owner - 1) / 3);
}
