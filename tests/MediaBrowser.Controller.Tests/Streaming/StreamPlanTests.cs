using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Tests.Streaming;

public sealed class StreamPlanTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private static readonly MediaSource Film = new()
    {
        Id = Guid.Parse("ad3428a21b851259d6d6941caae9c035"),
        Name = "Clip",
        Path = "/m/it's -i.mkv",
        ETag = "etag",
        MediaType = MediaType.Video,
        RunTimeTicks = 20 * Second,
        Streams =
        [
            new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 1280, Height = 720, AverageFrameRate = 30, Profile = "High", Level = 31 },
            new() { Type = MediaStreamType.Audio, Index = 1, FileIndex = 1, Codec = "aac", Channels = 1, BitRate = 128_168, SampleRate = 48000 },
        ],
    };

    [Fact]
    public void An_encoded_stream_is_cut_evenly_and_ends_with_the_film()
    {
        var grid = SegmentGrid.Even(20 * Second, TimeSpan.FromSeconds(3));

        Assert.Equal(7, grid.Count);
        Assert.Equal([3 * Second, 2 * Second], [grid.Length(0), grid.Length(6)]);
        Assert.Equal(18 * Second, grid.Start(6));
    }

    [Fact]
    public void A_copied_stream_is_cut_at_the_first_key_frame_after_the_least_length()
    {
        var grid = SegmentGrid.AtKeyFrames([0, 2 * Second, 5 * Second, 7 * Second, 9 * Second, 15 * Second], 20 * Second, TimeSpan.FromSeconds(6));

        Assert.Equal([0, 7 * Second, 15 * Second], Enumerable.Range(0, grid.Count).Select(grid.Start));
        Assert.Equal([0, 3, 5, 6], Enumerable.Range(0, 4).Select(grid.FirstFile));
        Assert.Equal(20 * Second, Enumerable.Range(0, grid.Count).Sum(grid.Length));
    }

    [Fact]
    public void A_very_long_stream_has_longer_segments() => Assert.InRange(SegmentGrid.Even(48 * 3600 * Second, TimeSpan.FromSeconds(3)).Count, 1, 8000);

    [Theory]
    [InlineData("VideoCodec=h264", true)]
    [InlineData("VideoCodec=hevc", false)]
    [InlineData("VideoCodec=hevc,h264&h264-level=31&h264-profile=high,main", true)]
    [InlineData("VideoCodec=h264&h264-level=30", false)]
    [InlineData("VideoCodec=h264&h264-profile=main", false)]
    [InlineData("VideoCodec=h264&MaxWidth=640", false)]
    [InlineData("VideoCodec=h264&MaxFramerate=24", false)]
    [InlineData("VideoCodec=h264&allowVideoStreamCopy=false", false)]
    public void The_picture_is_copied_only_within_the_limits_of_the_address(string query, bool expected)
        => Assert.Equal(expected, StreamPlanner.Create(Film, Parse(query), [0, 5 * Second], new EncodingOptions()).Video!.IsCopy);

    [Theory]
    [InlineData(new[] { 0, 30, 60, 90 }, true, true)]
    [InlineData(new[] { 0, 31, 60, 90 }, true, false)]
    [InlineData(new[] { 0, 20, 40, 60 }, true, false)]
    [InlineData(new[] { 0 }, true, false)]
    [InlineData(new[] { 0 }, false, true)]
    public void A_picture_is_copied_only_if_it_can_be_cut_at_least_every_thirty_seconds(int[] keyFrames, bool mayEncode, bool expected)
    {
        var film = Film with { RunTimeTicks = 100 * Second };
        var user = new User { Id = Guid.NewGuid(), Name = "ann", NormalizedName = "ANN", Policy = new() { EnableVideoPlaybackTranscoding = mayEncode } };

        var plan = StreamPlanner.Create(
            film, Parse("VideoCodec=h264&SegmentLength=60"), keyFrames.Select(second => second * Second).ToList(), new EncodingOptions(), user);

        Assert.Equal(expected, plan.Video!.IsCopy);
    }

    [Fact]
    public void The_playlist_names_every_segment_with_the_whole_query()
    {
        var plan = StreamPlanner.Create(Film, Parse("SegmentContainer=ts&AudioCodec=aac&AudioBitrate=128168&VideoBitrate=2371832&allowAudioStreamCopy=false"), null, new EncodingOptions());
        var lines = HlsPlaylists.Media(plan, "?a=1").Split('\n');

        Assert.Equal(["#EXTM3U", "#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-VERSION:3", "#EXT-X-TARGETDURATION:3", "#EXT-X-MEDIA-SEQUENCE:0"], lines[..5]);
        Assert.Equal("#EXTINF:3.000000, nodesc", lines[5]);
        Assert.Equal("hls1/main/0.ts?a=1&runtimeTicks=0&actualSegmentLengthTicks=30000000", lines[6]);
        Assert.Equal("hls1/main/6.ts?a=1&runtimeTicks=180000000&actualSegmentLengthTicks=20000000", lines[18]);
        Assert.Equal(
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2499832,AVERAGE-BANDWIDTH=2499832,VIDEO-RANGE=SDR,CODECS=\"avc1.640029,mp4a.40.2\",RESOLUTION=1280x720,FRAME-RATE=30\nmain.m3u8?a=1\n",
            HlsPlaylists.Master([new StreamVariant(plan, "?a=1")]));
    }

    [Fact]
    public void Fragmented_mp4_has_an_initialisation_segment()
    {
        var plan = StreamPlanner.Create(Film, Parse("SegmentContainer=mp4"), null, new EncodingOptions());

        Assert.Contains("#EXT-X-MAP:URI=\"hls1/main/-1.mp4?a=1&runtimeTicks=0&actualSegmentLengthTicks=0\"", HlsPlaylists.Media(plan, "?a=1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_the_middle_keeps_numbers_times_and_key_frames()
    {
        var plan = StreamPlanner.Create(Film, Parse("VideoBitrate=1000000&TranscodingMaxAudioChannels=2"), null, new EncodingOptions());
        var arguments = FfmpegArguments.Hls(plan, 4, VideoPipeline.Software).ToList();

        Assert.Equal("11.5", After(arguments, "-ss"));
        Assert.Equal("file:/m/it's -i.mkv", After(arguments, "-i"));
        Assert.Equal("12,15,18", After(arguments, "-force_key_frames"));
        Assert.Equal("3", After(arguments, "-start_number"));
        Assert.Equal("1000000", After(arguments, "-maxrate"));
        Assert.Equal("trim=start=11.5,scale=854:480,format=yuv420p", After(arguments, "-vf"));
        Assert.Contains("-copyts", arguments);
    }

    [Fact]
    public void A_copy_starts_just_before_the_key_frame_before_its_own()
    {
        var plan = StreamPlanner.Create(Film, Parse("VideoCodec=h264&AudioCodec=aac"), [0, 2 * Second, 7 * Second, 14 * Second], new EncodingOptions());
        var arguments = FfmpegArguments.Hls(plan, 1, VideoPipeline.Software).ToList();

        Assert.Equal("1.999", After(arguments, "-ss"));
        Assert.Equal("1", After(arguments, "-start_number"));
        Assert.Equal("copy", After(arguments, "-c:v"));
        Assert.Equal("copy", After(arguments, "-c:a"));
    }

    [Theory]
    [InlineData("aac", 48_000, "aresample=48000:async=1:first_pts=5736448")]
    [InlineData("mp3", 44_100, "aresample=44100:async=1:first_pts=5270400")]
    [InlineData("opus", 44_100, "aresample=48000:async=1:first_pts=5736000")]
    public void Sound_begins_at_a_frame_of_the_uninterrupted_stream(string codec, int rate, string expected)
    {
        var source = Film with { Streams = [Film.Streams[0], Film.Streams[1] with { SampleRate = rate }], RunTimeTicks = 600 * Second };
        var plan = StreamPlanner.Create(source, Parse($"SegmentContainer=mp4&AudioCodec={codec}&allowAudioStreamCopy=false&SegmentLength=30"), null, new EncodingOptions());

        Assert.Equal(expected, After(FfmpegArguments.Hls(plan, 4, VideoPipeline.Software).ToList(), "-af"));
    }

    [Theory]
    [InlineData("aac", 48_000, "ts", "3.008", "aresample=48000:async=1:first_pts=288768")]
    [InlineData("aac", 44_100, "ts", "3.413333", "aresample=44100:async=1:first_pts=301056")]
    [InlineData("mp3", 44_100, "ts", "3.84", "aresample=44100:async=1:first_pts=338688")]
    [InlineData("opus", 44_100, "mp4", "3", "aresample=48000:async=1:first_pts=288000")]
    public void Sound_alone_is_cut_between_frames(string codec, int rate, string container, string length, string filter)
    {
        var source = Film with { Streams = [Film.Streams[0], Film.Streams[1] with { SampleRate = rate }], RunTimeTicks = 600 * Second };
        var parameters = new StreamParameters(Query($"SegmentContainer={container}&AudioCodec={codec}&allowAudioStreamCopy=false")) { IsSoundAlone = true };
        var plan = StreamPlanner.Create(source, parameters, null, new EncodingOptions());
        var arguments = FfmpegArguments.Hls(plan, 3, VideoPipeline.Software).ToList();

        Assert.Contains("-vn", arguments);
        Assert.Equal(length, After(arguments, "-hls_time"));
        Assert.Equal("2", After(arguments, "-start_number"));
        Assert.Equal(filter, After(arguments, "-af"));
    }

    [Theory]
    [InlineData("ts", "setts=ts='if(eq(N,0),535500,TS)'")]
    [InlineData("mp4", "aac_adtstoasc,setts=ts='if(eq(N,0),285600,TS)'")]
    public void Copied_sound_alone_is_cut_as_if_every_run_began_at_a_cut(string container, string filter)
    {
        var parameters = new StreamParameters(Query($"SegmentContainer={container}&AudioCodec=aac")) { IsSoundAlone = true };
        var arguments = FfmpegArguments.Hls(StreamPlanner.Create(Film, parameters, null, new EncodingOptions()), 3, VideoPipeline.Software).ToList();

        Assert.Equal("5.999", After(arguments, "-ss"));
        Assert.Equal("2", After(arguments, "-start_number"));
        Assert.Equal("copy", After(arguments, "-c:a"));
        Assert.Equal(filter, After(arguments, "-bsf:a"));
    }

    [Theory]
    [InlineData(1920, 800, null, null, null, 1920, 800)]
    [InlineData(1920, 800, 1280, null, null, 1280, 534)]
    [InlineData(1920, 1080, null, 720, null, 1280, 720)]
    [InlineData(1920, 1080, null, null, 900_000, 854, 480)]
    [InlineData(320, 180, 1280, 720, 400_000, 320, 180)]
    public void A_picture_is_never_enlarged_and_keeps_its_shape(int width, int height, int? maxWidth, int? maxHeight, int? bitrate, int toWidth, int toHeight)
        => Assert.Equal((toWidth, toHeight), PictureSize.Fit(Film.Streams[0] with { Width = width, Height = height }, maxWidth, maxHeight, bitrate));

    [Theory]
    [InlineData("mp3,opus,webm|opus", false)]
    [InlineData("mkv|mp3", false)]
    [InlineData("mkv|aac", true)]
    [InlineData("", true)]
    public void Sound_is_sent_as_it_is_to_players_that_take_it(string containers, bool expected)
        => Assert.Equal(expected, UniversalAudio.TakesFile(Film, containers, null));

    private static string After(List<string> arguments, string name) => arguments[arguments.IndexOf(name) + 1];

    private static StreamParameters Parse(string query) => new(Query(query));

    private static Dictionary<string, string> Query(string query)
        => query.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}
