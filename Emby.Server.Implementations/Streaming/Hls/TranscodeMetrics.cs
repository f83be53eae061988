using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Configuration;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>What went wrong with ffmpegs of this replica and was mended.</summary>
internal sealed class TranscodeMetrics
{
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _hangs;

    public TranscodeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Jellyfin.Transcodes");
        _fallbacks = meter.CreateCounter<long>("jellyfin.transcode.fallbacks", "{stream}", "Streams that went on in software when their hardware failed");
        _hangs = meter.CreateCounter<long>("jellyfin.transcode.hangs", "{process}", "ffmpegs that did nothing while a player waited, and were replaced");
        // The first one of a process would not be seen as an increase without a zero before it.
        foreach (var type in (HardwareAccelerationType[])[HardwareAccelerationType.qsv, HardwareAccelerationType.vaapi, HardwareAccelerationType.nvenc])
        {
            _fallbacks.Add(0, Tag(type));
        }

        _hangs.Add(0);
    }

    public void FellBack(HardwareAccelerationType type) => _fallbacks.Add(1, Tag(type));

    public void Hung() => _hangs.Add(1);

    private static KeyValuePair<string, object?> Tag(HardwareAccelerationType type) => new("kind", type.ToString());
}
