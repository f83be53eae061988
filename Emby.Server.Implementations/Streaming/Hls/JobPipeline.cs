using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// What one stream is made with, and what the probe hears of it. Hardware that failed once is not used again in this stream, so there is no
/// way round in a circle. Whether it was the hardware is known when software makes what it could not; a broken film is nobody's fault.
/// </summary>
/// <param name="choose">With hardware (true) or without.</param>
internal sealed class JobPipeline(Func<bool, CancellationToken, Task<VideoPipeline>> choose)
{
    private readonly Lock _lock = new();
    private IRunningTranscode? _load;
    private IRunningTranscode? _suspect;
    private bool _isOver;

    /// <summary>Counts a run; null when nothing is encoded.</summary>
    public Func<HardwareAccelerationType, IRunningTranscode?> Load { get; init; } = _ => null;

    /// <summary>Told what ffmpeg said when hardware is given up.</summary>
    public Action<VideoPipeline, string> Failed { get; init; } = (_, _) => { };

    /// <summary>Of the last run.</summary>
    public VideoPipeline Current { get; private set; } = VideoPipeline.Software;

    private bool HasFallenBack { get; set; }

    /// <summary>For the next run.</summary>
    public async Task<VideoPipeline> NextAsync(CancellationToken cancellationToken)
    {
        var next = await choose(!HasFallenBack, cancellationToken);
        lock (_lock)
        {
            if (_load is null || next.Acceleration != Current.Acceleration)
            {
                _load?.End(null);
                _load = _isOver ? null : Load(next.Acceleration);
            }

            Current = next;
        }

        return next;
    }

    /// <summary>After a run that failed: true when it was one in hardware. The next ones are in software.</summary>
    public bool TryFallBack(string output)
    {
        lock (_lock)
        {
            if (!Current.IsHardware || HasFallenBack)
            {
                return false;
            }

            HasFallenBack = true;
            _suspect = _load;
            _load = null;
        }

        Failed(Current, output);
        return true;
    }

    /// <summary>A segment is there.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            if (HasFallenBack)
            {
                _suspect?.End(false);
                _suspect = null;
            }
        }
    }

    /// <summary>Nothing is made any more; only the first call counts.</summary>
    /// <param name="succeeded">False when ffmpeg failed.</param>
    public void End(bool succeeded)
    {
        lock (_lock)
        {
            _isOver = true;
            _suspect?.End(null);
            _suspect = null;
            _load?.End(succeeded);
            _load = null;
        }
    }
}
