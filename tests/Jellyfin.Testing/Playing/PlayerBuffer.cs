namespace Jellyfin.Testing.Playing;

/// <summary>What lies between what was loaded and what was played. Playing begins with the first segment and waits where there is nothing.</summary>
internal sealed class PlayerBuffer(double speed, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TimeSpan _loaded;
    private TimeSpan _played;
    private TimeSpan? _lowMark;
    private TimeSpan _stalled;
    private long _lookedAt;

    /// <summary>Of the film.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (_lock)
            {
                Play();
                return _loaded - _played;
            }
        }
    }

    public void Add(TimeSpan segment)
    {
        lock (_lock)
        {
            Play();
            _loaded += segment;
        }
    }

    /// <summary>From now on the low mark counts.</summary>
    public void MarkFull()
    {
        lock (_lock)
        {
            Play();
            _lowMark = _loaded - _played;
        }
    }

    /// <summary>The least that there was since it was marked as full (zero before), and how long the picture stood still since the last call.</summary>
    public (TimeSpan LowMark, TimeSpan Stalled) Take()
    {
        lock (_lock)
        {
            Play();
            var stalled = _stalled;
            _stalled = TimeSpan.Zero;
            return (_lowMark ?? TimeSpan.Zero, stalled);
        }
    }

    private void Play()
    {
        var now = time.GetTimestamp();
        if (_loaded > TimeSpan.Zero)
        {
            var wanted = _played + (time.GetElapsedTime(_lookedAt, now) * speed);
            if (wanted > _loaded)
            {
                _stalled += (wanted - _loaded) / speed;
                wanted = _loaded;
            }

            _played = wanted;
            if (_loaded - _played < _lowMark)
            {
                _lowMark = _loaded - _played;
            }
        }

        _lookedAt = now;
    }
}
