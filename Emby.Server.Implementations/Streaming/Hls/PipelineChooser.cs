using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>What this replica makes a picture with now: what the probe says works, and what ffmpeg can.</summary>
internal sealed class PipelineChooser(IHardwareReadiness readiness, FfmpegFeatureReader features, IOptions<TranscodeOptions> options)
{
    public async Task<VideoPipeline> ChooseAsync(StreamPlan plan, bool mayUseHardware, CancellationToken cancellationToken)
    {
        var state = readiness.Current;
        var acceleration = AccelerationOf(state, mayUseHardware);
        // Nothing else depends on what ffmpeg was built with.
        var isAsked = plan.Video is { IsCopy: false } video && (acceleration != HardwareAccelerationType.none || VideoRanges.Of(video.Stream) == VideoRange.HDR);
        return VideoPipelines.Choose(plan, Host(state, acceleration, isAsked ? await features.ReadAsync(cancellationToken) : FfmpegFeatures.Unknown));
    }

    /// <summary>What there is here now.</summary>
    public async Task<PipelineHost> HostAsync(bool mayUseHardware, CancellationToken cancellationToken)
    {
        var state = readiness.Current;
        return Host(state, AccelerationOf(state, mayUseHardware), await features.ReadAsync(cancellationToken));
    }

    private static HardwareAccelerationType AccelerationOf(HardwareState state, bool mayUseHardware) => mayUseHardware ? state.Acceleration : HardwareAccelerationType.none;

    private PipelineHost Host(HardwareState state, HardwareAccelerationType acceleration, FfmpegFeatures known) => new(acceleration, known)
    {
        Device = state.Report?.Device ?? "",
        HasOpenCl = state.Report?.HasOpenCl == true,
        Preset = options.Value.Preset,
        Crf = options.Value.Crf,
    };
}
