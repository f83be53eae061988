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

            var inSoftware = new TranscodeSlots(HardwareAccelerationType.none, Capped(software.Slots), reports.InSoftware);
            return state.Acceleration == HardwareAccelerationType.none
                ? [inSoftware]
                : [new TranscodeSlots(state.Acceleration, Capped(HardwareSlots(state.Report)), reports.InHardware), inSoftware];
        }
    }

    private static int HardwareSlots(HardwareReport? report)
        => report?.FramesPerSecond is { } speed ? CapacityRules.Hardware(speed) : CapacityRules.Assumed(Environment.ProcessorCount);

    private int Capped(int slots) => Math.Min(slots, options.Value.MaxStreams ?? slots);
}
