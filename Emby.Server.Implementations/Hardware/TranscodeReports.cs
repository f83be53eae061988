using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Counts what runs, and has the hardware probed again when it fails.</summary>
internal sealed class TranscodeReports(HardwareJobResults results, IHardwareReadiness readiness) : ITranscodeReports
{
    private int _inSoftware;
    private int _inHardware;

    public int InSoftware => Volatile.Read(ref _inSoftware);

    public int InHardware => Volatile.Read(ref _inHardware);

    public IRunningTranscode Start(HardwareAccelerationType acceleration)
    {
        Interlocked.Increment(ref Counter(acceleration));
        return new Running(this, acceleration);
    }

    private ref int Counter(HardwareAccelerationType acceleration)
    {
        if (acceleration == HardwareAccelerationType.none)
        {
            return ref _inSoftware;
        }

        return ref _inHardware;
    }

    private void Add(HardwareAccelerationType acceleration, bool succeeded)
    {
        if (acceleration == HardwareAccelerationType.none)
        {
            return;
        }

        results.Add(acceleration, succeeded);
        if (!succeeded)
        {
            readiness.ReportFailedJob();
        }
    }

    private sealed class Running(TranscodeReports owner, HardwareAccelerationType acceleration) : IRunningTranscode
    {
        private int _isOver;

        public void End(bool? succeeded)
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                Interlocked.Decrement(ref owner.Counter(acceleration));
                if (succeeded is { } result)
                {
                    owner.Add(acceleration, result);
                }
            }
        }
    }
}
