namespace MediaBrowser.Controller.Hardware;

/// <summary>The stored test films: raw streams of 640x360 that are repeated by writing them several times.</summary>
public static class ProbeClip
{
    public const string H264 = "h264";
    public const string Hevc = "hevc";

    /// <summary>Frames per second, and frames of one repetition.</summary>
    public const int FrameRate = 24;
}
