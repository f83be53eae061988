using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MediaBrowser.Controller.Tests.Cluster;

/// <summary>Everything that matters at one moment: the database, each replica and what is on its way. Only bytes, so that it compares quickly.</summary>
internal struct ModelState : IEquatable<ModelState>
{
    public Replicas Replica;
    public Runs Run;
    public Budget Left;

    /// <summary>Who is in the row: 0 nobody, else <see cref="ElectionModel.OwnerOf"/>.</summary>
    public byte RowOwner;
    public byte RowToken;
    public byte RowLeft;

    /// <summary>Whose the entry in Redis is, coded like <see cref="RowOwner"/>, and for how long; only where Redis is one that remembers.</summary>
    public byte GateOwner;
    public byte GateLeft;

    /// <summary>The highest token that was ever given out.</summary>
    public byte HighestToken;

    /// <summary>Counter of tokens in Redis; only a broken protocol uses it.</summary>
    public byte RedisToken;

    public static bool operator ==(ModelState left, ModelState right) => left.Equals(right);

    public static bool operator !=(ModelState left, ModelState right) => !left.Equals(right);

    public readonly bool Equals(ModelState other) => Bytes(in this).SequenceEqual(Bytes(in other));

    public override readonly bool Equals(object? obj) => obj is ModelState other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = 14695981039346656037UL;
        foreach (var value in Bytes(in this))
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return (int)(hash ^ (hash >> 32));
    }

    private static ReadOnlySpan<byte> Bytes(in ModelState state) => MemoryMarshal.AsBytes(new ReadOnlySpan<ModelState>(in state));

    /// <summary>How much may still happen.</summary>
    internal struct Budget
    {
        public byte Ticks;
        public byte Crashes;
        public byte Flushes;
        public byte Losses;

        /// <summary>Leases that are given up before their term is over.</summary>
        public byte Resignations;
    }

    /// <summary>Sixteen bytes, none of which says which replica it is.</summary>
    internal struct ReplicaState
    {
        public bool IsDown;
        public byte Incarnation;

        /// <summary>The lease that it believes to hold; 0 is none.</summary>
        public byte Token;
        public bool IsShared;

        /// <summary>Of its term, by its own clock.</summary>
        public byte TermLeft;

        /// <summary>What it asks PostgreSQL, and the token that it asks with.</summary>
        public Request Asked;
        public byte AskedToken;
        public byte AskedAge;

        /// <summary>Plus one; 0 while the request is on its way.</summary>
        public byte Answer;

        /// <summary>A request that it no longer waits for and that may still arrive.</summary>
        public Request Late;
        public byte LateToken;
        public byte LateIncarnation;

        /// <summary>What it is about to write of a run.</summary>
        public Write Writes;
        public byte WritesRun;
        public byte WritesToken;

        /// <summary>The run whose work it does, plus one.</summary>
        public byte Works;
    }

    /// <summary>The row of one run of the trigger. The first is that of its time, the others were asked for when one was interrupted.</summary>
    internal struct RunState
    {
        public RunStatus Status;
        public byte Token;
        public byte Replica;
    }

    [InlineArray(3)]
    internal struct Replicas
    {
        private ReplicaState _first;
    }

    [InlineArray(3)]
    internal struct Runs
    {
        private RunState _first;
    }
}

internal enum Request : byte
{
    None,
    Acquire,
    Share,
    Renew,
    Release,
}

internal enum Write : byte
{
    None,
    Claim,
    Complete,
    GiveUp,
}

internal enum RunStatus : byte
{
    None,
    Queued,
    Running,
    Completed,
    Interrupted,
}
