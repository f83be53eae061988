namespace MediaBrowser.Controller.Hardware;

/// <summary>Why hardware cannot be used.</summary>
public enum HardwareFault
{
    FfmpegMissing,
    EncoderMissing,
    TypeNotProbed,
    NodeMissing,
    NotADevice,
    NoPermission,
    DeviceRefused,
    WrongVendor,
    WrongDriver,
    RuntimeMissing,
    CodecNotSupported,
    DecodeOnly,
    TooManySessions,
    GpuHang,
    OpenClMissing,
    TimedOut,
    FramesMissing,
    JobsFail,
    Unknown,
}
