namespace Emby.Server.Implementations.Tasks;

/// <summary>Ends the work of one run: this replica may no longer run it, its time is over, or somebody wants it to stop.</summary>
internal sealed class RunStop : IAsyncDisposable
{
    /// <summary>Timers know no longer one than 49 days.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _loss;

    /// <param name="limit">In ticks; null or not positive: none.</param>
    /// <param name="mayRun">Ends it when cancelled.</param>
    public RunStop(long? limit, CancellationToken mayRun)
    {
        Token = _source.Token;
        // A linked source would call what waits for the token one after the other, for all tasks of a leader; one of them may be a command that
        // waits for seconds for a database that is cut off. This only marks the token, and the calls are made elsewhere.
        _loss = mayRun.UnsafeRegister(source => _ = ((CancellationTokenSource)source!).CancelAsync(), _source);
        if (limit > 0)
        {
            _source.CancelAfter(TimeSpan.FromTicks(Math.Min(limit.Value, Longest.Ticks)));
        }
    }

    public CancellationToken Token { get; }

    public Task RequestAsync() => _source.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _loss.DisposeAsync();
        _source.Dispose();
    }
}
