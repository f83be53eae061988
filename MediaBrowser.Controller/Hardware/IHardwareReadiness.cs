namespace MediaBrowser.Controller.Hardware;

/// <summary>Whether video can be transcoded here, and with what. Always answers at once, from what was last found.</summary>
public interface IHardwareReadiness
{
    HardwareState Current { get; }

    /// <summary>A transcode in hardware failed: the hardware is probed again at once.</summary>
    void ReportFailedJob();
}
