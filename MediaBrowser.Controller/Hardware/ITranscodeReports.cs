using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>Whoever starts ffmpeg to transcode video says so here.</summary>
public interface ITranscodeReports
{
    /// <param name="acceleration">What the picture is encoded with.</param>
    IRunningTranscode Start(HardwareAccelerationType acceleration);
}

/// <summary>One stream that is transcoded.</summary>
public interface IRunningTranscode
{
    /// <summary>It is not transcoded any more; only the first call counts.</summary>
    /// <param name="succeeded">False when ffmpeg failed; null when that says nothing about what it encoded with.</param>
    void End(bool? succeeded);
}
