using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>One time of holding the lease. Ends by itself, before the lease does, unless it is extended.</summary>
internal sealed class Reign : IAsyncDisposable
{
    private readonly TimeSpan _term;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended;
    private long _askedAt;

    /// <param name="lease">What was got.</param>
    /// <param name="askedAt">Timestamp from before it was asked for: however late the answer came, the store began to count later.</param>
    /// <param name="term">How long it counts from then.</param>
    /// <param name="time">Clock; only how much of it passes matters, not what it shows.</param>
    public Reign(Lease lease, long askedAt, TimeSpan term, TimeProvider time)
    {
        _term = term;
        _time = time;
        _askedAt = askedAt;
        Lease = lease;
        _ended = new CancellationTokenSource(Left, time);
        Token = _ended.Token;
    }

    public Lease Lease { get; private set; }

    public CancellationToken Token { get; }

    /// <summary>A process that was stopped and goes on may get here before its timers do.</summary>
    public bool IsOver => Token.IsCancellationRequested || Left == TimeSpan.Zero;

    private TimeSpan Left
    {
        get
        {
            var left = _term - _time.GetElapsedTime(Volatile.Read(ref _askedAt));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Extend(Lease renewed, long askedAt)
    {
        Lease = renewed;
        Volatile.Write(ref _askedAt, askedAt);
        _ended.CancelAfter(Left);
    }

    /// <summary>Ends it. May be called several times, also at once; a cancelled source holds nothing that would have to be freed.</summary>
    public ValueTask DisposeAsync() => new(_ended.CancelAsync());
}
