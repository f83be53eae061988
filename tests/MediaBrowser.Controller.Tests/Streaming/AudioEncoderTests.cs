using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Tests.Streaming;

/// <summary>How sound is encoded, and what administrators say about that.</summary>
public sealed class AudioEncoderTests
{
    private const string Sampling = "aresample=48000:async=1:first_pts=0";

    [Theory]
    [InlineData("ac3", 8, "6", "640000")]
    [InlineData("eac3", 7, "6", "768000")]
    [InlineData("aac", 8, "8", "1024000")]
    [InlineData("opus", 7, "6", "768000")]
    [InlineData("opus", 4, "2", "256000")]
    [InlineData("flac", 8, "8", "1024000")]
    [InlineData("mp3", 6, "2", "256000")]
    public void An_encoder_gets_as_many_channels_as_it_takes(string codec, int source, string channels, string bitrate)
    {
        var arguments = Arguments(new EncodingOptions(), source, null, $"AudioCodec={codec}&TranscodingMaxAudioChannels=8");

        Assert.Equal((channels, bitrate), (After(arguments, "-ac"), After(arguments, "-b:a")));
    }

    [Theory]
    [InlineData(DownMixStereoAlgorithms.None, 6, null, 2, "volume=2,")]
    [InlineData(DownMixStereoAlgorithms.None, 6, null, 1, "")]
    [InlineData(DownMixStereoAlgorithms.None, 2, null, 2, "")]
    [InlineData(DownMixStereoAlgorithms.Dave750, 6, "5.1(side)", 1, "aformat=channel_layouts=5.1,pan=stereo|c0=0.707*c0+0.5*c2+0.5*c3+0.707*c4|c1=0.707*c1+0.5*c2+0.5*c3+0.707*c5,")]
    [InlineData(DownMixStereoAlgorithms.Dave750, 3, "3.0", 2, "volume=2,")]
    [InlineData(DownMixStereoAlgorithms.NightmodeDialogue, 6, null, 1.5, "aformat=channel_layouts=5.1,pan=stereo|c0=0.3*c0+1*c2+0.3*c4|c1=0.3*c1+1*c2+0.3*c5,volume=1.5,")]
    [InlineData(DownMixStereoAlgorithms.Rfc7845, 3, "3.0", 1, "aformat=channel_layouts=3.0,pan=stereo|c0=0.585786*c0+0.414214*c2|c1=0.585786*c1+0.414214*c2,")]
    [InlineData(DownMixStereoAlgorithms.Rfc7845, 4, "quad", 1, "aformat=channel_layouts=quad,pan=stereo|c0=0.42265*c0+0.366025*c2+0.211325*c3|c1=0.42265*c1+0.211325*c2+0.366025*c3,")]
    [InlineData(DownMixStereoAlgorithms.Rfc7845, 6, "5.1", 1, "aformat=channel_layouts=5.1,pan=stereo|c0=0.529067*c0+0.374107*c2+0.374107*c3+0.458186*c4+0.264534*c5|c1=0.529067*c1+0.374107*c2+0.374107*c3+0.264534*c4+0.458186*c5,")]
    [InlineData(DownMixStereoAlgorithms.Rfc7845, 7, null, 1, "aformat=channel_layouts=6.1,pan=stereo|c0=0.45531*c0+0.321953*c2+0.321953*c3+0.278819*c4+0.39431*c5+0.227655*c6|c1=0.45531*c1+0.321953*c2+0.321953*c3+0.278819*c4+0.227655*c5+0.39431*c6,")]
    [InlineData(DownMixStereoAlgorithms.Ac4, 5, null, 1, "aformat=channel_layouts=5.0,pan=stereo|c0=1*c0+0.707*c2+0.707*c3|c1=1*c1+0.707*c2+0.707*c4,")]
    public void Surround_sound_becomes_stereo_as_administrators_want_it(DownMixStereoAlgorithms algorithm, int channels, string? layout, double boost, string expected)
        => Assert.Equal(expected + Sampling, After(Arguments(new() { DownMixStereoAlgorithm = algorithm, DownMixAudioBoost = boost }, channels, layout, "AudioCodec=aac"), "-af"));

    [Theory]
    [InlineData(true, "AudioCodec=mp3&AudioBitrate=192000", "-q:a", "2")]
    [InlineData(true, "AudioCodec=mp3&AudioBitrate=64000", "-abr", "1")]
    [InlineData(true, "AudioCodec=mp3&AudioBitrate=192000&EnableAudioVbrEncoding=false", "-b:a", "192000")]
    [InlineData(true, "AudioCodec=aac&AudioBitrate=192000", "-b:a", "192000")]
    [InlineData(false, "AudioCodec=mp3&AudioBitrate=192000", "-b:a", "192000")]
    public void The_bit_rate_varies_where_administrators_and_the_player_allow_it(bool isAllowed, string query, string name, string value)
        => Assert.Equal(value, After(Arguments(new() { EnableAudioVbr = isAllowed }, 2, null, query), name));

    [Fact]
    public void Threads_and_queue_are_limited_by_administrators()
    {
        var usual = Arguments(new EncodingOptions(), 2, null, "AudioCodec=aac");
        var limited = Arguments(new() { EncodingThreadCount = 3, MaxMuxingQueueSize = 4096 }, 2, null, "AudioCodec=aac");

        Assert.Equal(("2048", "4096"), (After(usual, "-max_muxing_queue_size"), After(limited, "-max_muxing_queue_size")));
        Assert.DoesNotContain("-threads", usual);
        Assert.True(limited.IndexOf("-threads") < limited.IndexOf("-i") && limited.LastIndexOf("-threads") > limited.IndexOf("-i"));
        Assert.Equal("3", After(limited, "-threads"));
    }

    private static List<string> Arguments(EncodingOptions settings, int channels, string? layout, string query)
    {
        var source = new MediaSource
        {
            Id = Guid.NewGuid(),
            Name = "Film",
            Path = "/m/film.mkv",
            ETag = "etag",
            MediaType = MediaType.Video,
            RunTimeTicks = TimeSpan.TicksPerMinute,
            Streams =
            [
                new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 1280, Height = 720, AverageFrameRate = 30 },
                new() { Type = MediaStreamType.Audio, Index = 1, FileIndex = 1, Codec = "dts", Channels = channels, ChannelLayout = layout, SampleRate = 48000 },
            ],
        };
        var parameters = new StreamParameters(("SegmentContainer=mp4&" + query).Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));
        return [.. FfmpegArguments.Hls(StreamPlanner.Create(source, parameters, null, settings), 0, VideoPipeline.Software)];
    }

    private static string After(List<string> arguments, string name) => arguments[arguments.LastIndexOf(name) + 1];
}
