using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// One stream at a time is placed in the whole cluster: streams that start at once see each other, are spread, and keep the limits. Who makes
/// a stream does not depend on it: whoever had the turn may be dead, so nobody waits for long.
/// </summary>
internal sealed class PlacementTurn(ISharedStore store, TimeProvider time) : IDisposable
{
    private static readonly SharedKey Key = new("placement", "turn");

    /// <summary>Longer than anybody needs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Longer than that: whoever has the turn and is dead has lost it by then, so that streams that wait for it are not placed at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    /// <summary>Those of this replica do not compete in Redis.</summary>
    private readonly SemaphoreSlim _here = new(1, 1);

    /// <summary>Throws <see cref="SharedStateUnavailableException"/>.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> place, CancellationToken cancellationToken)
    {
        await _here.WaitAsync(cancellationToken);
        try
        {
            var name = Guid.CreateVersion7().ToString("N");
            var began = time.GetTimestamp();
            while (!await store.CompareAndSetAsync(Key, null, name, Longest, cancellationToken) && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Poll, time, cancellationToken);
            }

            try
            {
                return await place();
            }
            finally
            {
                await GiveBackAsync(name);
            }
        }
        finally
        {
            _here.Release();
        }
    }

    public void Dispose() => _here.Dispose();

    private async Task GiveBackAsync(string name)
    {
        try
        {
            await store.CompareAndSetAsync(Key, name, null, Longest, CancellationToken.None);
        }
        catch (SharedStateUnavailableException)
        {
            // It expires.
        }
    }
}
