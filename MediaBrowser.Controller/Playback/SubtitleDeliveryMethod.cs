namespace MediaBrowser.Controller.Playback;

/// <summary>How a subtitle gets to the viewer.</summary>
public enum SubtitleDeliveryMethod
{
    /// <summary>Burnt into the picture.</summary>
    Encode,

    /// <summary>The client reads it out of the container.</summary>
    Embed,

    /// <summary>A file of its own.</summary>
    External,

    /// <summary>A rendition in the HLS master playlist.</summary>
    Hls,

    /// <summary>Not at all.</summary>
    Drop,
}
