using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Playback.Decisions;
using MediaBrowser.Controller.Playback.Profiles;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Tests.Playback;

public sealed class DecisionTests
{
    private static readonly Guid Id = Guid.Parse("ad3428a21b851259d6d6941caae9c035");

    private static readonly DeviceProfile Web = new()
    {
        MaxStreamingBitrate = 120_000_000,
        DirectPlayProfiles = [new() { Container = "mp4,m4v", Type = DlnaProfileType.Video, VideoCodec = "h264", AudioCodec = "aac,mp3" }],
        TranscodingProfiles =
        [
            new()
            {
                Container = "ts",
                Type = DlnaProfileType.Video,
                VideoCodec = "h264",
                AudioCodec = "aac",
                Protocol = MediaStreamProtocol.hls,
                MaxAudioChannels = "2",
                MinSegments = 1,
            },
        ],
        SubtitleProfiles = [new() { Format = "vtt", Method = SubtitleDeliveryMethod.External }],
    };

    private static readonly MediaStream Video = new()
    {
        Type = MediaStreamType.Video,
        Index = 0,
        Codec = "h264",
        Profile = "High",
        Level = 31,
        Width = 1280,
        Height = 720,
        BitDepth = 8,
        BitRate = 3_003_897,
        AverageFrameRate = 30,
        RefFrames = 4,
    };

    private static readonly MediaStream Audio = new()
    {
        Type = MediaStreamType.Audio,
        Index = 1,
        Codec = "aac",
        Profile = "LC",
        Channels = 1,
        SampleRate = 48000,
        BitRate = 128_168,
    };

    [Fact]
    public void A_file_that_suits_the_player_is_played_as_it_is_under_the_name_the_player_knows()
    {
        var decision = Decide(Source());

        Assert.True(decision.SupportsDirectPlay);
        Assert.Null(decision.Target);
        Assert.Equal("mp4", decision.Container);
    }

    [Fact]
    public void Sound_that_is_copied_keeps_its_bit_rate_however_high()
        => Assert.Equal(500_000, Decide(Source("mkv", Video, Audio with { Channels = 2, BitRate = 500_000 })).Target!.AudioBitrate);

    [Theory]
    [InlineData("mkv", "h264", "aac", TranscodeReason.ContainerNotSupported)]
    [InlineData("mov,mp4", "hevc", "aac", TranscodeReason.VideoCodecNotSupported)]
    [InlineData("mov,mp4", "h264", "dts", TranscodeReason.AudioCodecNotSupported)]
    [InlineData("avi", "mpeg4", "mp3", TranscodeReason.ContainerNotSupported | TranscodeReason.VideoCodecNotSupported)]
    public void What_does_not_suit_the_player_is_said(string container, string video, string audio, TranscodeReason expected)
    {
        var decision = Decide(Source(container, Video with { Codec = video }, Audio with { Codec = audio }));

        Assert.False(decision.SupportsDirectPlay);
        Assert.True(decision.SupportsTranscoding);
        Assert.Equal(expected, decision.Reasons);
    }

    [Theory]
    [InlineData(ProfileConditionType.LessThanEqual, ProfileConditionValue.VideoLevel, "30", TranscodeReason.VideoLevelNotSupported)]
    [InlineData(ProfileConditionType.LessThanEqual, ProfileConditionValue.VideoLevel, "31", TranscodeReason.None)]
    [InlineData(ProfileConditionType.EqualsAny, ProfileConditionValue.VideoProfile, "main|baseline", TranscodeReason.VideoProfileNotSupported)]
    [InlineData(ProfileConditionType.EqualsAny, ProfileConditionValue.VideoProfile, "high|main", TranscodeReason.None)]
    [InlineData(ProfileConditionType.LessThanEqual, ProfileConditionValue.Width, "640", TranscodeReason.VideoResolutionNotSupported)]
    [InlineData(ProfileConditionType.LessThanEqual, ProfileConditionValue.RefFrames, "3", TranscodeReason.RefFramesNotSupported)]
    [InlineData(ProfileConditionType.LessThanEqual, ProfileConditionValue.VideoFramerate, "24", TranscodeReason.VideoFramerateNotSupported)]
    [InlineData(ProfileConditionType.NotEquals, ProfileConditionValue.IsInterlaced, "true", TranscodeReason.None)]
    [InlineData(ProfileConditionType.EqualsAny, ProfileConditionValue.VideoRangeType, "HDR10", TranscodeReason.VideoRangeTypeNotSupported)]
    [InlineData(ProfileConditionType.LessThanEqual, ProfileConditionValue.NumStreams, "1", TranscodeReason.StreamCountExceedsLimit)]
    public void Limits_of_a_codec_are_kept(ProfileConditionType type, ProfileConditionValue property, string value, TranscodeReason expected)
    {
        var profile = Web with
        {
            CodecProfiles =
            [
                new() { Type = CodecType.Video, Codec = "h264", Conditions = [new() { Condition = type, Property = property, Value = value }] },
            ],
        };

        Assert.Equal(expected, Decide(Source(), profile).Reasons);
    }

    [Theory]
    [InlineData("1000", TranscodeReason.None)]
    [InlineData("1920", TranscodeReason.RefFramesNotSupported)]
    public void A_limit_with_conditions_counts_only_where_they_are_true(string width, TranscodeReason expected)
    {
        ProfileCondition refFrames = new() { Condition = ProfileConditionType.LessThanEqual, Property = ProfileConditionValue.RefFrames, Value = "3" };
        ProfileCondition wide = new() { Condition = ProfileConditionType.LessThanEqual, Property = ProfileConditionValue.Width, Value = width };
        var profile = Web with
        {
            CodecProfiles = [new() { Type = CodecType.Video, Conditions = [refFrames], ApplyConditions = [wide] }],
        };

        Assert.Equal(expected, Decide(Source(), profile).Reasons);
    }

    [Fact]
    public void Too_small_a_bitrate_is_met_by_a_smaller_stream()
    {
        var request = Request(Web) with { MaxStreamingBitrate = 2_500_000 };
        var decision = PlaybackDecisions.Decide(Source(), request);

        Assert.Equal(TranscodeReason.ContainerBitrateExceedsLimit, decision.Reasons);
        Assert.Equal(2_371_832, decision.Target!.VideoBitrate);
        Assert.Equal(128_168, decision.Target.AudioBitrate);
    }

    [Fact]
    public void The_address_of_a_stream_has_everything_that_is_needed_to_make_it()
    {
        var request = Request(Web) with
        {
            EnableDirectPlay = false,
            MaxStreamingBitrate = 2_500_000,
            AllowVideoStreamCopy = false,
            AllowAudioStreamCopy = false,
        };
        var source = Source();
        var url = TranscodingUrl.Build(
            request, PlaybackDecisions.Decide(source, request), source, new TranscodingUrlParts(Id, "45fa", "probe-device-1", "615d"));

        Assert.Equal(
            "/videos/ad3428a2-1b85-1259-d6d6-941caae9c035/master.m3u8?DeviceId=probe-device-1&MediaSourceId=ad3428a21b851259d6d6941caae9c035"
            + "&VideoCodec=h264&AudioCodec=aac&AudioStreamIndex=1&VideoBitrate=2371832&AudioBitrate=128168&MaxFramerate=30&SegmentContainer=ts"
            + "&MinSegments=1&PlaySessionId=45fa&ApiKey=615d&TranscodingMaxAudioChannels=2&RequireAvc=false&EnableAudioVbrEncoding=true&Tag=etag"
            + "&h264-level=31&h264-videobitdepth=8&h264-profile=high&TranscodeReasons=ContainerBitrateExceedsLimit"
            + "&allowVideoStreamCopy=false&allowAudioStreamCopy=false",
            url);
    }

    [Theory]
    [InlineData(false, true, true, "mkv", "h264", "aac", false)]
    [InlineData(true, false, true, "mkv", "h264", "aac", true)]
    [InlineData(true, false, true, "mkv", "hevc", "aac", false)]
    [InlineData(true, true, false, "mkv", "h264", "dts", false)]
    [InlineData(false, true, true, "mkv", "hevc", "aac", true)]
    public void A_user_gets_only_what_the_policy_allows(
        bool remux, bool video, bool audio, string container, string videoCodec, string audioCodec, bool expected)
    {
        var policy = new UserPolicy
        {
            EnablePlaybackRemuxing = remux,
            EnableVideoPlaybackTranscoding = video,
            EnableAudioPlaybackTranscoding = audio,
        };
        var source = Source(container, Video with { Codec = videoCodec }, Audio with { Codec = audioCodec });

        Assert.Equal(expected, PlaybackDecisions.Decide(source, Request(Web) with { Policy = policy }).SupportsTranscoding);
    }

    [Theory]
    [InlineData("subrip", SubtitleDeliveryMethod.External, TranscodeReason.None)]
    [InlineData("hdmv_pgs_subtitle", SubtitleDeliveryMethod.Encode, TranscodeReason.SubtitleCodecNotSupported)]
    public void A_chosen_subtitle_is_a_file_when_it_is_text_and_burnt_in_when_it_is_a_picture(
        string codec, SubtitleDeliveryMethod method, TranscodeReason reason)
    {
        MediaStream subtitle = new() { Type = MediaStreamType.Subtitle, Index = 2, Codec = codec };
        var source = Source() with { Streams = [Video, Audio, subtitle] };
        var decision = PlaybackDecisions.Decide(source, Request(Web) with { SubtitleStreamIndex = 2 });

        Assert.Equal(reason, decision.Reasons);
        Assert.Equal(method, Assert.Single(decision.Subtitles).Method);
    }

    [Fact]
    public void The_profile_that_needs_the_least_work_wins()
    {
        var fmp4 = Web.TranscodingProfiles[0] with { Container = "mp4", VideoCodec = "hevc,h264" };
        var profile = Web with { TranscodingProfiles = [Web.TranscodingProfiles[0], fmp4] };

        Assert.Equal("mp4", Decide(Source("mkv", Video with { Codec = "hevc" }), profile).Target!.Profile.Container);
    }

    private static PlaybackDecision Decide(MediaSource source, DeviceProfile? profile = null)
        => PlaybackDecisions.Decide(source, Request(profile ?? Web));

    private static PlaybackRequest Request(DeviceProfile profile) => new() { Profile = profile };

    private static MediaSource Source(string container = "mov,mp4,m4a,3gp,3g2,mj2", MediaStream? video = null, MediaStream? audio = null) => new()
    {
        Id = Id,
        Name = "Clip",
        Path = "/m/clip",
        ETag = "etag",
        MediaType = MediaType.Video,
        Container = container,
        Bitrate = 3_140_858,
        Streams = [video ?? Video, audio ?? Audio],
    };
}
