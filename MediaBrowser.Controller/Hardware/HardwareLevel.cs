namespace MediaBrowser.Controller.Hardware;

/// <summary>What a check proves; each one more than the one before.</summary>
public enum HardwareLevel
{
    /// <summary>ffmpeg is there and was built with what is needed. Says nothing about the machine.</summary>
    Build,

    /// <summary>The render node is there, is a device of the right vendor, and may be opened by the user of the server.</summary>
    Device,

    /// <summary>Driver and runtime open the device.</summary>
    Initialisation,

    /// <summary>A stored film is decoded, scaled and encoded, and no frame is missing.</summary>
    Transcode,

    /// <summary>Transcodes of the last minutes went well.</summary>
    Production,
}
