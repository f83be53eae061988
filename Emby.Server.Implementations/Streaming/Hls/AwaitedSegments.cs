namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>The segments of one stream that requests wait for at this moment.</summary>
internal sealed class AwaitedSegments
{
    private readonly Lock _lock = new();
    private readonly List<int> _segments = [];

    public bool Contains(int segment)
    {
        lock (_lock)
        {
            return _segments.Contains(segment);
        }
    }

    /// <summary>It is waited for until the result is disposed.</summary>
    public IDisposable Begin(int segment)
    {
        lock (_lock)
        {
            _segments.Add(segment);
        }

        return new Wait(this, segment);
    }

    private sealed class Wait(AwaitedSegments segments, int segment) : IDisposable
    {
        public void Dispose()
        {
            lock (segments._lock)
            {
                segments._segments.Remove(segment);
            }
        }
    }
}
