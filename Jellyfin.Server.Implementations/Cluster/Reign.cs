using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>One time of being the leader. Its token is cancelled a tenth of the duration before the lease ends in the store.</summary>
internal sealed class Reign : IDisposable
{
    private const double Margin = 0.1;

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended;

    /// <param name="stored">As the lease store knows it.</param>
    /// <param name="fencingToken">From the database.</param>
    /// <param name="duration">Of the lease.</param>
    /// <param name="time">Clock.</param>
    public Reign(Lease stored, long fencingToken, TimeSpan duration, TimeProvider time)
    {
        _time = time;
        FencingToken = fencingToken;
        Stored = stored;
        _ended = new CancellationTokenSource(UntilEnd(stored, duration), time);
        Token = _ended.Token;
    }

    public Lease Stored { get; private set; }

    public long FencingToken { get; }

    public CancellationToken Token { get; }

    public Lease Lease => Stored with { FencingToken = FencingToken };

    public void Extend(Lease renewed, TimeSpan duration)
    {
        Stored = renewed;
        _ended.CancelAfter(UntilEnd(renewed, duration));
    }

    public Task EndAsync() => _ended.CancelAsync();

    public void Dispose() => _ended.Dispose();

    private TimeSpan UntilEnd(Lease lease, TimeSpan duration)
    {
        var left = lease.ExpiresAt - _time.GetUtcNow() - (duration * Margin);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
