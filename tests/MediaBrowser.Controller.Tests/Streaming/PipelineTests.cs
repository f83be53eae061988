using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Tests.Streaming;

public sealed class PipelineTests
{
    private const string Node = "/dev/dri/renderD128";
    private const string QsvDevice = "-init_hw_device vaapi=va:/dev/dri/renderD128,driver=iHD -init_hw_device qsv=qs@va -filter_hw_device qs";
    private const string QsvDecoder = "-hwaccel qsv -hwaccel_device qs -hwaccel_output_format qsv -c:v";

    private static readonly EncodingOptions Settings = new()
    {
        HardwareDecodingCodecs = ["h264", "hevc", "mpeg2video", "vp9", "av1"],
        AllowHevcEncoding = true,
        AllowAv1Encoding = true,
    };

    /// <summary>What a jellyfin-ffmpeg with everything lists, with a few others around.</summary>
    private static readonly FfmpegFeatures Features = FfmpegFeatures.Parse(
        """
        Encoders:
         V..... = Video
         V..... h264_qsv             H.264 / AVC (codec h264)
         V..... hevc_qsv             HEVC (codec hevc)
         V....D h264_vaapi           H.264/AVC (VAAPI) (codec h264)
         V....D hevc_vaapi           HEVC (VAAPI) (codec hevc)
         V....D h264_nvenc           NVIDIA NVENC H.264 encoder (codec h264)
         V....D hevc_nvenc           NVIDIA NVENC hevc encoder (codec hevc)
        """,
        """
        Filters:
         ... deinterlace_qsv   V->V       QuickSync video deinterlacing
         ... deinterlace_vaapi V->V       Deinterlacing of VAAPI surfaces
         T.. yadif_cuda        V->V       Deinterlace CUDA frames
         ... tonemap_vaapi     V->V       VAAPI VPP for tone-mapping
         ... tonemap_opencl    V->V       Perform HDR to SDR conversion with tonemapping.
         ... tonemap_cuda      V->V       GPU accelerated HDR to SDR tonemapping.
        """);

    private static readonly MediaStream H264 = new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 1920, Height = 1080, AverageFrameRate = 25, PixelFormat = "yuv420p" };
    private static readonly MediaStream Hevc10 = H264 with { Codec = "hevc", BitDepth = 10, PixelFormat = "yuv420p10le" };
    private static readonly MediaStream Hdr = Hevc10 with { ColorTransfer = "smpte2084" };
    private static readonly MediaStream Ass = new() { Type = MediaStreamType.Subtitle, Index = 1, FileIndex = 1, Codec = "ass" };
    private static readonly MediaStream Pgs = new() { Type = MediaStreamType.Subtitle, Index = 1, FileIndex = 1, Codec = "PGSSUB" };

    private static readonly MediaStream Sup = Pgs with { Path = "/m/it's [film].sup", FileIndex = 0 };
    private static readonly MediaStream Idx = Sup with { Path = "/m/film.idx", Codec = "DVDSUB" };
    private static readonly MediaStream OutsideAss = Ass with { Path = "/m/film.ass", FileIndex = 0 };

    public static TheoryData<string, HardwareAccelerationType, string, string, string, string> Encoders => new()
    {
        {
            "x264", HardwareAccelerationType.none, "h264", "ts", "",
            "-c:v libx264 -preset veryfast -crf 23 -maxrate 4000000 -bufsize 8000000 -profile:v high -pix_fmt yuv420p -sc_threshold 0 -g 1000000"
        },
        {
            "x265", HardwareAccelerationType.none, "hevc", "mp4", "",
            "-c:v libx265 -preset veryfast -crf 28 -maxrate 4000000 -bufsize 8000000 -profile:v main -pix_fmt yuv420p -forced-idr 1 "
            + "-x265-params scenecut=0:open-gop=0:keyint=-1:info=0:log-level=error -tag:v hvc1 -bsf:v dump_extra=freq=keyframe"
        },
        {
            "SVT-AV1", HardwareAccelerationType.none, "av1", "mp4", "",
            "-c:v libsvtav1 -preset 11 -crf 35 -maxrate 4000000 -bufsize 8000000 -pix_fmt yuv420p -svtav1-params enable-force-key-frames=1 -g 1000000"
        },
        {
            "libvpx", HardwareAccelerationType.none, "vp9", "mp4", "",
            "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -crf 31 -b:v 4000000 -maxrate 4000000 -bufsize 8000000 -pix_fmt yuv420p "
            + "-lag-in-frames 0 -auto-alt-ref 0 -g 1000000"
        },
        {
            "QSV", HardwareAccelerationType.qsv, "h264", "ts", QsvDevice,
            "-c:v h264_qsv -preset veryfast -profile:v high -look_ahead 0 -mbbrc 1 -b:v 4000000 -maxrate 4000001 -rc_init_occupancy 8000000 -bufsize 16000000 "
            + "-bf 0 -forced_idr 1 -g 65000 -bsf:v setts=dts=DTS-0.08/TB"
        },
        {
            "QSV HEVC", HardwareAccelerationType.qsv, "hevc", "mp4", QsvDevice,
            "-c:v hevc_qsv -preset veryfast -profile:v main -mbbrc 1 -b:v 4000000 -maxrate 4000001 -rc_init_occupancy 8000000 -bufsize 16000000 "
            + "-bf 0 -forced_idr 1 -g 65000 -tag:v hvc1 -bsf:v setts=dts=DTS-0.08/TB,dump_extra=freq=keyframe"
        },
        {
            "VA-API", HardwareAccelerationType.vaapi, "h264", "mp4", "-init_hw_device vaapi=va:/dev/dri/renderD128 -filter_hw_device va",
            "-c:v h264_vaapi -profile:v high -rc_mode VBR -b:v 4000000 -maxrate 4000000 -bufsize 8000000 -bf 0 -g 1000000 "
            + "-bsf:v setts=dts=DTS-0.08/TB,dump_extra=freq=keyframe"
        },
        {
            "NVENC", HardwareAccelerationType.nvenc, "h264", "ts", "-init_hw_device cuda=cu:0 -filter_hw_device cu",
            "-c:v h264_nvenc -preset p1 -profile:v high -rc vbr -b:v 4000000 -maxrate 4000000 -bufsize 8000000 -bf 0 -forced-idr 1 -no-scenecut 1 -g 1000000 "
            + "-bsf:v setts=dts=DTS-0.08/TB"
        },
        // This ffmpeg has no such encoder.
        { "AV1 with QSV", HardwareAccelerationType.qsv, "av1", "mp4", "", "-c:v libsvtav1" },
        { "a kind that is not known", HardwareAccelerationType.amf, "h264", "ts", "", "-c:v libx264" },
    };

    public static TheoryData<string, HardwareAccelerationType, MediaStream, MediaStream?, string, string> Pictures => new()
    {
        { "H.264", HardwareAccelerationType.none, H264, null, "", "-map 0:0 -vf scale=1280:720,format=yuv420p" },
        { "H.264", HardwareAccelerationType.qsv, H264, null, QsvDecoder + " h264_qsv", "-map 0:0 -vf scale_qsv=w=1280:h=720:format=nv12" },
        {
            "H.264", HardwareAccelerationType.vaapi, H264, null, "-hwaccel vaapi -hwaccel_device va -hwaccel_output_format vaapi",
            "-map 0:0 -vf scale_vaapi=w=1280:h=720:format=nv12"
        },
        {
            "H.264", HardwareAccelerationType.nvenc, H264, null, "-hwaccel cuda -hwaccel_device cu -hwaccel_output_format cuda",
            "-map 0:0 -vf scale_cuda=w=1280:h=720:format=nv12"
        },
        { "10 bits", HardwareAccelerationType.qsv, Hevc10, null, QsvDecoder + " hevc_qsv", "-map 0:0 -vf scale_qsv=w=1280:h=720:format=nv12" },
        {
            "H.264 with 10 bits is decoded in software", HardwareAccelerationType.qsv, H264 with { BitDepth = 10 }, null, "",
            "-map 0:0 -vf scale=1280:720,format=yuv420p,format=nv12,hwupload=extra_hw_frames=64"
        },
        {
            "a codec that is not ticked", HardwareAccelerationType.vaapi, H264 with { Codec = "vc1" }, null, "",
            "-map 0:0 -vf scale=1280:720,format=yuv420p,format=nv12,hwupload"
        },
        {
            "turned", HardwareAccelerationType.nvenc, H264 with { Rotation = 90 }, null, "", "-map 0:0 -vf format=yuv420p"
        },
        { "interlaced", HardwareAccelerationType.none, H264 with { IsInterlaced = true }, null, "", "-map 0:0 -vf yadif=0:-1:0,scale=1280:720,format=yuv420p" },
        {
            "interlaced", HardwareAccelerationType.qsv, H264 with { Codec = "mpeg2video", IsInterlaced = true }, null, QsvDecoder + " mpeg2_qsv",
            "-map 0:0 -vf deinterlace_qsv=mode=2,scale_qsv=w=1280:h=720:format=nv12"
        },
        {
            "interlaced", HardwareAccelerationType.vaapi, H264 with { IsInterlaced = true }, null, "-hwaccel vaapi -hwaccel_device va -hwaccel_output_format vaapi",
            "-map 0:0 -vf deinterlace_vaapi=rate=frame,scale_vaapi=w=1280:h=720:format=nv12"
        },
        {
            "interlaced", HardwareAccelerationType.nvenc, H264 with { IsInterlaced = true }, null, "-hwaccel cuda -hwaccel_device cu -hwaccel_output_format cuda",
            "-map 0:0 -vf yadif_cuda=0:-1:0,scale_cuda=w=1280:h=720:format=nv12"
        },
        {
            "text", HardwareAccelerationType.qsv, H264, Ass, QsvDecoder + " h264_qsv",
            "-map 0:0 -vf scale_qsv=w=1280:h=720:format=nv12,hwdownload,format=nv12,subtitles=f=subtitle-source:si=0,format=nv12,hwupload=extra_hw_frames=64"
        },
        {
            "pictures", HardwareAccelerationType.none, H264, Pgs, "",
            "-filter_complex [0:0]scale=1280:720,format=yuv420p[main];[0:1]scale=-1:720:flags=fast_bilinear[sub];"
            + "[main][sub]overlay=x=(W-w)/2:y=0:eof_action=pass:repeatlast=0[out] -map [out]"
        },
        {
            "pictures", HardwareAccelerationType.vaapi, H264, Pgs, "-hwaccel vaapi -hwaccel_device va -hwaccel_output_format vaapi",
            "-filter_complex [0:0]scale_vaapi=w=1280:h=720:format=nv12,hwdownload,format=nv12[main];[0:1]scale=-1:720:flags=fast_bilinear[sub];"
            + "[main][sub]overlay=x=(W-w)/2:y=0:eof_action=pass:repeatlast=0,format=nv12,hwupload[out] -map [out]"
        },
    };

    public static TheoryData<HardwareAccelerationType, MediaStream, string> PicturesBeside => new()
    {
        { HardwareAccelerationType.none, Idx, "-filter_complex [0:0]scale=1280:720,format=yuv420p[main];" },
        { HardwareAccelerationType.none, Sup, "-filter_complex [0:0]scale=1280:720,format=yuv420p[main];" },
        { HardwareAccelerationType.qsv, Sup, "-filter_complex [0:0]scale_qsv=w=1280:h=720:format=nv12,hwdownload,format=nv12[main];" },
        { HardwareAccelerationType.vaapi, Sup, "-filter_complex [0:0]scale_vaapi=w=1280:h=720:format=nv12,hwdownload,format=nv12[main];" },
        { HardwareAccelerationType.nvenc, Sup, "-filter_complex [0:0]scale_cuda=w=1280:h=720:format=nv12,hwdownload,format=nv12[main];" },
    };

    [Theory]
    [MemberData(nameof(PicturesBeside))]
    public void Pictures_beside_the_film_are_another_input_at_the_same_time(HardwareAccelerationType type, MediaStream subtitle, string expected)
    {
        var (plan, start) = Build(type, H264, subtitle, Settings);
        var pipeline = VideoPipelines.Choose(plan, new PipelineHost(type, Features) { Device = Node, HasOpenCl = true });
        var sound = new AudioPlan(new() { Type = MediaStreamType.Audio, Index = 2, Codec = "aac", Path = "/m/film.aac" }, true, "aac");
        var middle = string.Join(' ', FfmpegArguments.Hls(plan with { Audio = sound, SubtitleOffset = 712 }, 2, pipeline));

        Assert.Contains(expected + "[1:0]scale=-1:720:flags=fast_bilinear[sub];[main][sub]overlay=", start, StringComparison.Ordinal);
        Assert.Contains("[main];[2:0]scale=", middle, StringComparison.Ordinal);
        var (first, later) = subtitle == Sup
            ? ("-itsoffset 0 -isync 0 -skip_initial_bytes 0 ", "-itsoffset 0 -isync 0 -skip_initial_bytes 712 ")
            : ("", "-seek_timestamp 1 -noaccurate_seek -ss 5.5 ");
        Assert.Contains($"-i file:/m/film.mkv {first}-protocol_whitelist file -i file:{subtitle.Path} -map_metadata", start, StringComparison.Ordinal);
        Assert.Contains(
            $"-i file:/m/film.mkv -ss 5.5 -protocol_whitelist file -i file:/m/film.aac {later}-protocol_whitelist file -i file:{subtitle.Path} -map_metadata",
            middle,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_beside_the_film_is_drawn_with_the_fonts_of_the_film()
    {
        MediaAttachment[] attachments =
        [
            new(3, "ttf", "it's a font", "font/ttf"), new(4, "mjpeg", "cover.jpg", "image/jpeg"), new(5, null, "Old.TTF", "application/octet-stream"),
        ];

        var (_, beside) = Build(HardwareAccelerationType.none, H264, OutsideAss, Settings, attachments: attachments);
        var (_, without) = Build(HardwareAccelerationType.none, H264, OutsideAss, Settings);
        var (_, inside) = Build(HardwareAccelerationType.none, H264, Ass, Settings, attachments: attachments);

        Assert.Contains("-y -dump_attachment:3 fonts/3 -dump_attachment:5 fonts/5 -protocol_whitelist file -i file:/m/film.mkv ", beside, StringComparison.Ordinal);
        Assert.Contains("format=yuv420p,subtitles=f=subtitle-source:fontsdir=fonts -c:v", beside, StringComparison.Ordinal);
        Assert.Contains("format=yuv420p,subtitles=f=subtitle-source -c:v", without, StringComparison.Ordinal);
        // The filter finds those by itself.
        Assert.Contains("format=yuv420p,subtitles=f=subtitle-source:si=0 -c:v", inside, StringComparison.Ordinal);
        Assert.DoesNotContain("dump_attachment", without + inside, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encoders))]
    public void Encoders_make_key_frames_only_where_they_are_told(
        string name, HardwareAccelerationType type, string codec, string container, string device, string expected)
    {
        // Nothing of the decoder's: only what was asked about.
        var (plan, arguments) = Build(type, H264 with { BitDepth = 12 }, null, Settings, codec, container);

        Assert.Equal(codec, plan.Video!.Codec);
        Assert.Contains(expected, arguments, StringComparison.Ordinal);
        Assert.EndsWith(device, arguments[..arguments.IndexOf(" -protocol_whitelist", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains(" -fps_mode passthrough -enc_time_base 1:90000 -force_key_frames 0,3,6,9 ", arguments, StringComparison.Ordinal);
        Assert.True(device.Length > 0 || !arguments.Contains("hw_device", StringComparison.Ordinal), name);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Pictures_stay_in_the_gpu_as_long_as_nothing_is_drawn_on_them(
        string name, HardwareAccelerationType type, MediaStream video, MediaStream? subtitle, string decoder, string expected)
    {
        var (_, arguments) = Build(type, video, subtitle, Settings);

        Assert.True(arguments.Contains(expected + " -c:v", StringComparison.Ordinal), $"{name}: {arguments}");
        Assert.Equal(decoder.Length > 0, arguments.Contains("-hwaccel ", StringComparison.Ordinal));
        Assert.Contains(decoder + " -protocol_whitelist", arguments, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HardwareAccelerationType.none, true, true, "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p")]
    [InlineData(HardwareAccelerationType.qsv, true, true, "scale_qsv=w=1280:h=720:format=p010,hwmap=derive_device=vaapi,format=vaapi,tonemap_vaapi=format=nv12:p=bt709:t=bt709:m=bt709,hwmap=derive_device=qsv,format=qsv")]
    [InlineData(HardwareAccelerationType.vaapi, true, true, "scale_vaapi=w=1280:h=720:format=p010,tonemap_vaapi=format=nv12:p=bt709:t=bt709:m=bt709")]
    [InlineData(HardwareAccelerationType.vaapi, false, true, "scale_vaapi=w=1280:h=720:format=p010,hwmap=derive_device=opencl:mode=read,tonemap_opencl=format=nv12:p=bt709:t=bt709:m=bt709:tonemap=hable:desat=0:peak=100,hwmap=derive_device=vaapi:mode=write:reverse=1:extra_hw_frames=16,format=vaapi")]
    [InlineData(HardwareAccelerationType.nvenc, false, true, "scale_cuda=w=1280:h=720:format=p010,tonemap_cuda=format=yuv420p:p=bt709:t=bt709:m=bt709:tonemap=bt2390:desat=0:peak=100")]
    [InlineData(HardwareAccelerationType.vaapi, false, false, "zscale=t=bt709:m=bt709:r=tv,format=yuv420p,format=nv12,hwupload")]
    [InlineData(HardwareAccelerationType.nvenc, true, false, "zscale=t=bt709:m=bt709:r=tv,format=yuv420p")]
    public void Hdr_becomes_sdr_where_administrators_want_it(HardwareAccelerationType type, bool vpp, bool other, string expected)
    {
        var (_, arguments) = Build(type, Hdr, null, Settings with { EnableVppTonemapping = vpp, EnableTonemapping = other });

        Assert.Contains(expected + " -c:v", arguments, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hevc,h264", "mp4", true, true, "hevc")]
    [InlineData("av1,hevc,h264", "mp4", false, false, "h264")]
    [InlineData("av1,hevc,h264", "mp4", false, true, "av1")]
    [InlineData("av1,h264", "ts", true, true, "h264")]
    [InlineData("h265", "ts", true, false, "hevc")]
    [InlineData("hevc", "ts", false, false, "hevc")]
    [InlineData("vp9,h264", "mp4", false, false, "vp9")]
    [InlineData("vp8", "mp4", true, true, "h264")]
    [InlineData("", "ts", true, true, "h264")]
    public void The_first_codec_of_the_player_that_is_allowed_is_made(string wanted, string container, bool hevc, bool av1, string expected)
    {
        var (plan, _) = Build(HardwareAccelerationType.none, H264, null, Settings with { AllowHevcEncoding = hevc, AllowAv1Encoding = av1 }, wanted, container);

        Assert.Equal(expected, plan.Video!.Codec);
    }

    [Fact]
    public void What_was_asked_of_ffmpeg_without_an_answer_is_not_used()
    {
        var (plan, _) = Build(HardwareAccelerationType.qsv, H264, null, Settings);

        Assert.Equal(VideoPipeline.Software, VideoPipelines.Choose(plan, new PipelineHost(HardwareAccelerationType.qsv, FfmpegFeatures.Unknown)));
    }

    private static (StreamPlan Plan, string Arguments) Build(
        HardwareAccelerationType type, MediaStream video, MediaStream? subtitle, EncodingOptions settings, string codec = "h264", string container = "ts",
        MediaAttachment[]? attachments = null)
    {
        var source = new MediaSource
        {
            Id = Guid.NewGuid(),
            Name = "Film",
            Path = "/m/film.mkv",
            ETag = "etag",
            MediaType = MediaType.Video,
            RunTimeTicks = 10 * TimeSpan.TicksPerSecond,
            Streams = subtitle is null ? [video] : [video, subtitle],
            Attachments = attachments ?? [],
        };
        var query = new Dictionary<string, string>
        {
            ["VideoCodec"] = codec,
            ["SegmentContainer"] = container,
            ["VideoBitrate"] = "4000000",
            ["AllowVideoStreamCopy"] = "false",
            ["SubtitleMethod"] = "Encode",
            ["SubtitleStreamIndex"] = "1",
        };
        var plan = StreamPlanner.Create(source, new StreamParameters(query), null, settings);
        var pipeline = VideoPipelines.Choose(plan, new PipelineHost(type, Features) { Device = Node, HasOpenCl = true });
        return (plan, string.Join(' ', FfmpegArguments.Hls(plan, 0, pipeline)));
    }
}
