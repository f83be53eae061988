using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming;

/// <summary>
/// Finds out where a file can be cut. Large files without an index take a while: a player that cannot wait gets an encoded picture, the next one a
/// copied one.
/// </summary>
internal sealed class KeyFrameReader(IKeyFrameStore store, KeyFrameProbe probe, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly OngoingReads<Guid, Task<long[]?>> _reads = new();

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
            var ticks = await _reads.Start(source.Id, token => ReadAsync(source, token)).WaitAsync(Patience, time, cancellationToken);
            return ticks is null ? null : Relative(ticks, source);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => _reads.Dispose();

    private static long[] Relative(long[] ticks, MediaSource source) => ticks.Select(tick => tick - source.StartTicks).ToArray();

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
