using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Tests.Streaming;

/// <summary>Command lines of streams that are sent as they are made.</summary>
public sealed class ProgressiveArgumentTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private static readonly MediaSource Film = new()
    {
        Id = Guid.NewGuid(),
        Name = "Film",
        Path = "/m/film.mkv",
        ETag = "etag",
        Container = "mkv",
        MediaType = MediaType.Video,
        RunTimeTicks = 600 * Second,
        Streams =
        [
            new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 1280, Height = 720, AverageFrameRate = 30 },
            new() { Type = MediaStreamType.Audio, Index = 1, FileIndex = 1, Codec = "ac3", Channels = 6, SampleRate = 48000 },
        ],
    };

    [Theory]
    [InlineData("aac", "", "aac", "2", "256000", "adts")]
    [InlineData("mp3", "AudioBitrate=64000", "libmp3lame", "2", "64000", "mp3")]
    [InlineData("ogg", "TranscodingMaxAudioChannels=6", "libopus", "6", "768000", "ogg")]
    [InlineData("webm", "AudioCodec=opus", "libopus", "2", "256000", "webm")]
    [InlineData("flac", "MaxAudioChannels=1", "flac", "1", "128000", "flac")]
    [InlineData("m4a", "AudioCodec=aac", "aac", "2", "256000", "mp4")]
    [InlineData("mp3", "AudioCodec=aac", "libmp3lame", "2", "256000", "mp3")]
    public void Sound_is_made_in_the_form_of_its_container(string container, string query, string encoder, string channels, string bitrate, string muxer)
    {
        var arguments = Arguments(container, query, isSound: true, 10 * Second);

        Assert.Equal("10", After(arguments, "-ss"));
        Assert.Equal((encoder, channels, bitrate, muxer), (After(arguments, "-c:a"), After(arguments, "-ac"), After(arguments, "-b:a"), After(arguments, "-f")));
        Assert.Equal("-10", After(arguments, "-output_ts_offset"));
        Assert.Contains("-vn", arguments);
        Assert.Equal("pipe:1", arguments[^1]);
    }

    [Theory]
    [InlineData("mp4", "", "copy", "copy", "mp4")]
    [InlineData("ts", "VideoCodec=h264&AudioCodec=aac", "copy", "aac", "mpegts")]
    [InlineData("mkv", "AllowAudioStreamCopy=false", "copy", "aac", "matroska")]
    [InlineData("webm", "", "libvpx-vp9", "libopus", "webm")]
    [InlineData("mp4", "MaxWidth=640", "libx264", "copy", "mp4")]
    public void What_fits_into_the_container_is_copied(string container, string query, string video, string audio, string muxer)
    {
        var arguments = Arguments(container, query, isSound: false, 10 * Second);

        Assert.Equal((video, audio, muxer), (After(arguments, "-c:v"), After(arguments, "-c:a"), After(arguments, "-f")));
        Assert.Equal(video == "copy", arguments.Contains("-noaccurate_seek"));
        Assert.Equal(video != "copy", arguments.Contains("-force_key_frames"));
    }

    [Theory]
    [InlineData("xyz", "", true, null)]
    [InlineData("mp3", "", false, null)]
    [InlineData("xyz,OPUS", "", true, "ogg")]
    [InlineData(null, "AudioCodec=opus", true, "ogg")]
    [InlineData(null, "", true, "mkv")]
    [InlineData(null, "VideoCodec=hevc", false, "mp4")]
    [InlineData(null, "VideoCodec=h264", false, "ts")]
    public void The_container_is_what_is_asked_for_or_what_suits(string? wanted, string query, bool isSound, string? expected)
        => Assert.Equal(expected, OutputContainer.Choose(wanted, Parse(query, isSound), Film)?.Name);

    private static List<string> Arguments(string container, string query, bool isSound, long start)
    {
        var parameters = Parse(query, isSound);
        var output = OutputContainer.Choose(container, parameters, Film)!;
        return [.. FfmpegArguments.Progressive(StreamPlanner.CreateProgressive(Film, parameters, output, new EncodingOptions()), output, start, VideoPipeline.Software)];
    }

    private static string After(List<string> arguments, string name) => arguments[arguments.LastIndexOf(name) + 1];

    private static StreamParameters Parse(string query, bool isSound)
        => new(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])) { IsSoundAlone = isSound };
}
