namespace MediaBrowser.Controller.Streaming;

/// <summary>What a stream is to be.</summary>
/// <param name="Container">That it is made in.</param>
/// <param name="VideoCodecs">Comma list of what the player takes, the preferred one first.</param>
/// <param name="AudioCodecs">The same for sound.</param>
internal sealed record StreamTarget(OutputContainer Container, string VideoCodecs, string AudioCodecs)
{
    /// <summary>Players of segments name every codec that they take.</summary>
    public static StreamTarget InSegments(StreamParameters parameters)
        => new(parameters.SegmentContainer == "ts" ? OutputContainer.Ts : OutputContainer.Mp4, parameters.VideoCodecs, parameters.AudioCodecs);

    /// <summary>Players that name no codec take all that belong into the container.</summary>
    public static StreamTarget InOne(OutputContainer container, StreamParameters parameters) => new(
        container,
        parameters.VideoCodecs.Length > 0 ? parameters.VideoCodecs : string.Join(',', container.Video),
        parameters.AudioCodecs.Length > 0 ? parameters.AudioCodecs : string.Join(',', container.Audio));
}
