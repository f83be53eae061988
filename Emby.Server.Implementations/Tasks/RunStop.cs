namespace Emby.Server.Implementations.Tasks;

/// <summary>Ends the work of one run: this replica may no longer run it, its time is over, or somebody wants it to stop.</summary>
internal sealed class RunStop : IAsyncDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _loss;

    /// <param name="maximum">After this it ends; null or not positive: no limit.</param>
    /// <param name="mayRun">Ends it when cancelled.</param>
    public RunStop(TimeSpan? maximum, CancellationToken mayRun)
    {
        Token = _source.Token;
        // A linked source would call what waits for the token one after the other, for all tasks of a leader; one of them may be a command that
        // waits for seconds for a database that is cut off. This only marks the token, and the calls are made elsewhere.
        _loss = mayRun.UnsafeRegister(source => _ = ((CancellationTokenSource)source!).CancelAsync(), _source);
        if (maximum > TimeSpan.Zero)
        {
            _source.CancelAfter(maximum.Value);
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
