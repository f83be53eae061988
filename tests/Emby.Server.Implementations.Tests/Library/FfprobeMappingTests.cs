using System.Text;
using Emby.Server.Implementations.Library.Probing;
using MediaBrowser.Controller.Playback;

namespace Emby.Server.Implementations.Tests.Library;

/// <summary>Recorded answers of ffprobe 5.1, shortened to what is looked at.</summary>
public sealed class FfprobeMappingTests
{
    private const string Hdr = """
        {"streams":[
          {"index":0,"codec_name":"hevc","profile":"Main 10","codec_type":"video","codec_tag_string":"[0][0][0][0]","width":3840,"height":2160,
           "sample_aspect_ratio":"1:1","display_aspect_ratio":"16:9","pix_fmt":"yuv420p10le","level":150,"color_range":"tv","color_space":"bt2020nc",
           "color_transfer":"smpte2084","color_primaries":"bt2020","field_order":"progressive","refs":1,"r_frame_rate":"24000/1001",
           "avg_frame_rate":"24000/1001","time_base":"1/1000","disposition":{"default":1,"attached_pic":0},"tags":{"BPS-eng":"52000000","language":"eng"},
           "side_data_list":[{"side_data_type":"DOVI configuration record","dv_version_major":1,"dv_profile":8,"dv_level":6,"dv_bl_signal_compatibility_id":1}]},
          {"index":1,"codec_name":"truehd","codec_type":"audio","sample_rate":"48000","channels":8,"channel_layout":"7.1","bits_per_raw_sample":"24",
           "r_frame_rate":"0/0","avg_frame_rate":"0/0","time_base":"1/1000","disposition":{"default":1,"forced":0},"tags":{"language":"eng","title":"Atmos"}},
          {"index":2,"codec_name":"hdmv_pgs_subtitle","codec_type":"subtitle","disposition":{"forced":1,"hearing_impaired":1},"tags":{"language":"ger"}},
          {"index":3,"codec_name":"mjpeg","codec_type":"video","width":600,"height":900,"disposition":{"attached_pic":1},"tags":{"filename":"cover.jpg"}},
          {"index":4,"codec_name":"ttf","codec_type":"attachment","disposition":{},"tags":{"filename":"font.ttf","mimetype":"font/ttf"}}],
         "chapters":[{"id":1,"time_base":"1/1000","start":0,"start_time":"0.000000","end_time":"60.0","tags":{"title":"Opening"}},
                     {"id":2,"start":60000,"start_time":"60.000000","end_time":"120.0","tags":{}}],
         "format":{"format_name":"matroska,webm","start_time":"0.000000","duration":"120.023000","size":"100","bit_rate":"60000000"}}
        """;

    private const string Phone = """
        {"streams":[
          {"index":0,"codec_name":"h264","profile":"High","codec_type":"video","codec_tag_string":"avc1","width":1920,"height":1080,"is_avc":"true",
           "nal_length_size":"4","pix_fmt":"yuv420p","level":40,"field_order":"tt","bits_per_raw_sample":"8","sample_aspect_ratio":"4:3","bit_rate":"3003897",
           "avg_frame_rate":"30/1","r_frame_rate":"30/1","time_base":"1/15360","disposition":{"default":1},"tags":{"language":"und"},
           "side_data_list":[{"side_data_type":"Display Matrix","rotation":-90}]},
          {"index":1,"codec_name":"aac","profile":"LC","codec_type":"audio","sample_rate":"44100","channels":1,"channel_layout":"mono","disposition":{}}],
         "chapters":[],"format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","duration":"N/A"}}
        """;

    [Fact]
    public void A_film_with_everything_is_mapped()
    {
        var media = Map(Hdr);

        Assert.Equal((1_200_230_000L, 60_000_000, "matroska,webm"), (media.RunTimeTicks!.Value, media.Bitrate!.Value, media.FormatName));
        Assert.Equal(
            [MediaStreamType.Video, MediaStreamType.Audio, MediaStreamType.Subtitle, MediaStreamType.EmbeddedImage], media.Streams.Select(stream => stream.Type));
        var video = media.Streams[0];
        Assert.Equal((8, 6, 1), (video.DvProfile, video.DvLevel, video.DvBlSignalCompatibilityId));
        Assert.Equal(("smpte2084", 10, 52_000_000, false), (video.ColorTransfer, video.BitDepth, video.BitRate, video.IsInterlaced));
        Assert.Equal(23.976f, video.AverageFrameRate!.Value, 3);
        Assert.Equal(("Atmos", 8, 24), (media.Streams[1].Title, media.Streams[1].Channels, media.Streams[1].BitDepth));
        Assert.Equal(("PGSSUB", "ger", true, true), (media.Streams[2].Codec, media.Streams[2].Language, media.Streams[2].IsForced, media.Streams[2].IsHearingImpaired));
        Assert.Equal([(0L, "Opening"), (600_000_000L, "Chapter 2")], media.Chapters.Select(chapter => (chapter.StartTicks, chapter.Name)));
        Assert.Equal(new MediaAttachment(4, "ttf", "font.ttf", "font/ttf"), Assert.Single(media.Attachments));
    }

    [Fact]
    public void A_turned_interlaced_picture_with_oblong_pixels_is_mapped()
    {
        var video = Map(Phone).Streams[0];

        Assert.Equal((90, true, true, true), (video.Rotation, video.IsInterlaced, video.IsAnamorphic, video.IsAvc!.Value));
        Assert.Equal(("avc1", "16:9", 3_003_897), (video.CodecTag, video.AspectRatio, video.BitRate));
    }

    [Fact]
    public void Audio_that_does_not_say_its_bit_rate_has_a_usual_one() => Assert.Equal(192_000, Map(Phone).Streams[1].BitRate);

    [Fact]
    public void An_unknown_length_stays_unknown() => Assert.Null(Map(Phone).RunTimeTicks);

    [Fact]
    public void External_files_are_numbered_before_the_streams_of_the_file()
    {
        var external = new MediaStream { Type = MediaStreamType.Subtitle, Index = 0, Codec = "subrip", Path = "/media/Film.de.srt" };

        var media = FfprobeMapping.Map(Guid.Empty, FfprobeOutput.Parse(Encoding.UTF8.GetBytes(Phone))!, [external]);

        Assert.Equal([(0, 0), (1, 0), (2, 1)], media.Streams.Select(stream => (stream.Index, stream.FileIndex)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    public void Anything_else_is_no_answer(string text) => Assert.Null(FfprobeOutput.Parse(Encoding.UTF8.GetBytes(text)));

    private static ItemMedia Map(string json) => FfprobeMapping.Map(Guid.Empty, FfprobeOutput.Parse(Encoding.UTF8.GetBytes(json))!, []);
}
