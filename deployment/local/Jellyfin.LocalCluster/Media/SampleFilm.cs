namespace Jellyfin.LocalCluster.Media;

/// <summary>One video file to make. <see cref="Path"/> is below the media folder; its extension decides the container.</summary>
internal sealed record Clip(string Path, int Seconds, ClipCodec Codec)
{
    public string Size { get; init; } = "320x180";

    /// <summary>Languages of the audio tracks.</summary>
    public string[] Audio { get; init; } = ["eng"];

    /// <summary>Languages of subtitle tracks inside the file.</summary>
    public string[] EmbeddedSubtitles { get; init; } = [];

    /// <summary>Languages of <c>.srt</c> files beside it.</summary>
    public string[] ExternalSubtitles { get; init; } = [];

    public int Chapters { get; init; }
}

/// <summary>Codecs that the clips are made with.</summary>
internal enum ClipCodec
{
    H264Aac,
    H264Ac3,
    H264Flac,
    HevcAac,
    Vp9Opus,
    Av1Opus,
    Mpeg4Mp3,
    Mpeg2Mp2,
}

/// <summary>A film: what its <c>.nfo</c> says, and its files.</summary>
internal sealed record SampleFilm(string Title, int Year, string Plot, params Clip[] Clips)
{
    public string[] Genres { get; init; } = ["Drama"];

    public string Director { get; init; } = "Ada Verne";

    public string[] Actors { get; init; } = [];

    public string Studio { get; init; } = "Harbour Pictures";

    public string Rating { get; init; } = "PG";

    public double Score { get; init; } = 7;

    public string Folder => $"Movies/{Title} ({Year})";
}

/// <summary>A series: its seasons are the numbers of its episodes.</summary>
internal sealed record SampleShow(string Title, int Year, string Plot, params SampleEpisode[] Episodes)
{
    public string[] Genres { get; init; } = ["Drama"];

    public string[] Actors { get; init; } = [];

    public string Folder => $"Shows/{Title} ({Year})";
}

/// <summary>An episode; one file may hold two of them (<see cref="Last"/>).</summary>
internal sealed record SampleEpisode(int Season, int Number, string Title, string Plot)
{
    public int? Last { get; init; }
}
