namespace Emby.Server.Implementations.Streaming;

/// <summary>
/// Reads of whole files that take long: one at a time of each, which goes on after the player that asked has gone, as it will ask again and others
/// want to know, too. They end with the server.
/// </summary>
internal sealed class OngoingReads<TKey, TTask> : IDisposable
    where TKey : notnull
    where TTask : Task
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<TKey, TTask> _running = [];

    /// <summary>The one that runs, or a new one.</summary>
    public TTask Start(TKey key, Func<CancellationToken, TTask> read)
    {
        lock (_running)
        {
            if (!_running.TryGetValue(key, out var task))
            {
                task = read(_stopping.Token);
                _running[key] = task;
                _ = task.ContinueWith(_ => Forget(key), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return task;
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void Forget(TKey key)
    {
        lock (_running)
        {
            _running.Remove(key);
        }
    }
}
