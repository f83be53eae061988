using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

/// <summary>From what was measured, what works and what runs.</summary>
internal sealed class TranscodeCapacity(
    IHardwareReadiness readiness, SoftwareProbe software, TranscodeReports reports, IOptions<TranscodeOptions> options) : ITranscodeCapacity
{
    public IReadOnlyList<TranscodeSlots> Current
    {
        get
        {
            var state = readiness.Current;
            if (!state.MayTranscode)
            {
                return [];
            }

            var cap = options.Value.MaxStreams;
            var inSoftware = TranscodeSlots.Of(HardwareAccelerationType.none, software.Streams, reports.InSoftware, cap);
            return state.Acceleration == HardwareAccelerationType.none
                ? [inSoftware]
                : [TranscodeSlots.Of(state.Acceleration, HardwareStreams(state.Report), reports.InHardware, cap), inSoftware];
        }
    }

    private static double? HardwareStreams(HardwareReport? report)
        => report?.FramesPerSecond is { } speed ? CapacityRules.Hardware(speed) : null;
}
