namespace Jellyfin.Failover.Tests.Playing;

/// <summary>What lies between what was loaded and what was played. Playing begins with the first segment and waits where there is nothing.</summary>
internal sealed class PlayerBuffer(double speed, TimeProvider time)
{
    private TimeSpan _loaded;
    private TimeSpan _played;
    private long _lookedAt;
    private bool _isSteady;

    /// <summary>The least that there was since it was full for the first time; null before.</summary>
    public TimeSpan? LowMark { get; private set; }

    /// <summary>How long the picture stood still.</summary>
    public TimeSpan Stalled { get; private set; }

    /// <summary>Of the film.</summary>
    public TimeSpan Ahead
    {
        get
        {
            Play();
            return _loaded - _played;
        }
    }

    public void Add(TimeSpan segment)
    {
        Play();
        _loaded += segment;
    }

    /// <summary>From now on the low mark counts.</summary>
    public void MarkFull()
    {
        if (!_isSteady)
        {
            _isSteady = true;
            LowMark = Ahead;
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
                Stalled += (wanted - _loaded) / speed;
                wanted = _loaded;
            }

            _played = wanted;
            if (_loaded - _played < LowMark)
            {
                LowMark = _loaded - _played;
            }
        }

        _lookedAt = now;
    }
}
