using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming;

/// <summary>Finds out where a file can be cut. Large files take a while: a player that cannot wait gets an encoded picture, the next one a copied one.</summary>
internal sealed class KeyFrameReader(IKeyFrameStore store, KeyFrameProbe probe, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<Guid, Task<long[]?>> _running = [];

    /// <summary>Ticks from the start of the file; null when they are not known in time.</summary>
    public async Task<IReadOnlyList<long>?> FindAsync(MediaSource source, bool mayRead, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(source.Id, cancellationToken);
        if (known is not null && source.FileModified is { } modified && (known.FileModified - modified).Duration() < TimeSpan.FromMilliseconds(1))
        {
            return Relative(known.Ticks, source);
        }

        if (!mayRead)
        {
            return null;
        }

        try
        {
            var ticks = await Start(source).WaitAsync(Patience, time, cancellationToken);
            return ticks is null ? null : Relative(ticks, source);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private static long[] Relative(long[] ticks, MediaSource source) => ticks.Select(tick => tick - source.StartTicks).ToArray();

    /// <summary>Goes on after the player that asked has gone: others want to know, too.</summary>
    private Task<long[]?> Start(MediaSource source)
    {
        lock (_running)
        {
            if (!_running.TryGetValue(source.Id, out var task))
            {
                task = ReadAsync(source, _stopping.Token);
                _running[source.Id] = task;
                _ = task.ContinueWith(_ => Forget(source.Id), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return task;
        }
    }

    private void Forget(Guid id)
    {
        lock (_running)
        {
            _running.Remove(id);
        }
    }

    private async Task<long[]?> ReadAsync(MediaSource source, CancellationToken cancellationToken)
    {
        var ticks = await probe.ReadAsync(source, cancellationToken);
        if (ticks is { Length: > 0 } && source.FileModified is { } modified)
        {
            await store.SaveAsync(new KeyFrames { ItemId = source.Id, FileModified = modified, Ticks = ticks }, cancellationToken);
        }

        return ticks;
    }
}
