namespace MediaBrowser.Controller.Playback;

/// <summary>How a transcoded stream is fetched. Written in lower case on the wire.</summary>
public enum MediaStreamProtocol
{
    http,
    hls,
}
