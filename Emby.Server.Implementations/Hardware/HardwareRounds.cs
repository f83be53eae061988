using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace Emby.Server.Implementations.Hardware;

/// <summary>One probe after the other, each as thorough as it must be; remembers what the last ones showed.</summary>
internal sealed class HardwareRounds(HardwareProbe probe, HardwareInputs inputs, TimeProvider time)
{
    private DateTimeOffset? _transcodedAt;
    private volatile HardwareRound? _last;

    /// <summary>Null until the first probe ended.</summary>
    public HardwareRound? Last => _last;

    /// <summary>Not to be called again before it has ended. Throws a database exception while nobody can say which hardware is wanted.</summary>
    /// <param name="isWhole">A transcode belongs to it even if it is not due.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(bool isWhole, CancellationToken cancellationToken)
    {
        var target = await inputs.TargetAsync(cancellationToken);
        if (target.Type == HardwareAccelerationType.none)
        {
            _last = new HardwareRound(target, null);
            return;
        }

        isWhole = isWhole || !target.IsSame(_last?.Target) || _last?.Report is not { IsGood: true }
            || time.GetUtcNow() - _transcodedAt >= inputs.Options.TranscodeInterval;
        var report = await probe.RunAsync(target, isWhole ? HardwareLevel.Transcode : HardwareLevel.Initialisation, cancellationToken);
        _transcodedAt = isWhole ? time.GetUtcNow() : _transcodedAt;
        _last = new HardwareRound(target, isWhole || !report.IsGood ? report : WithTranscodes(report));
    }

    /// <summary>What the last transcode showed holds until the next one.</summary>
    private HardwareReport WithTranscodes(HardwareReport report) => report with
    {
        Checks = [.. report.Checks, .. _last?.Report?.Checks.Where(check => check.Level == HardwareLevel.Transcode) ?? []],
        FramesPerSecond = _last?.Report?.FramesPerSecond,
        Driver = _last?.Report?.Driver,
    };
}

/// <param name="Target">What was wanted.</param>
/// <param name="Report">Null when no hardware is wanted.</param>
internal sealed record HardwareRound(HardwareTarget Target, HardwareReport? Report);
