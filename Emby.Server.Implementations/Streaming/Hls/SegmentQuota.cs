using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>How much of the disk the streams of this replica take, measured a few times a second at most, and only where there is a limit.</summary>
internal sealed class SegmentQuota(TranscodeFolders folders, IOptions<TranscodeOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _measuring = new();
    private IReadOnlyDictionary<string, long> _sizes = new Dictionary<string, long>();
    private long? _measuredAt;

    /// <summary>All together take what they may.</summary>
    public bool IsUsedUp => options.Value.TotalQuota is > 0 and var limit && Sizes().Values.Sum() >= limit;

    /// <summary>The stream with that folder takes what it may, or all together do.</summary>
    public bool IsExceeded(string folder)
        => IsUsedUp || (options.Value.StreamQuota is > 0 and var limit && Sizes().GetValueOrDefault(folder) >= limit);

    private IReadOnlyDictionary<string, long> Sizes()
    {
        lock (_measuring)
        {
            if (_measuredAt is not { } before || time.GetElapsedTime(before) >= Interval)
            {
                _sizes = folders.Sizes();
                _measuredAt = time.GetTimestamp();
            }

            return _sizes;
        }
    }
}
