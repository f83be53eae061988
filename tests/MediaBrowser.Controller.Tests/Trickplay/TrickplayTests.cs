using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming.Pipelines;
using MediaBrowser.Controller.Trickplay;

namespace MediaBrowser.Controller.Tests.Trickplay;

public sealed class TrickplayTests
{
    [Theory]
    [InlineData(1920, 7200, new[] { 320 }, 10, 10, 10000, "320 10x10 10000")]
    [InlineData(1920, 7200, new[] { 320, 640, 320 }, 10, 10, 10000, "320 10x10 10000, 640 10x10 10000")]
    [InlineData(161, 7200, new[] { 320, 640, 80 }, 5, 4, 2500, "160 5x4 2500, 80 5x4 2500")]
    [InlineData(1920, 7200, new[] { 0, -5, 15, 5000, 321 }, 0, -1, 5, "320 1x1 1000")]
    [InlineData(1920, 7200, new[] { 320 }, int.MaxValue, int.MaxValue, 10000, "320 203x50 10000")]
    [InlineData(1920, 0, new[] { 320 }, 10, 10, 10000, "")]
    [InlineData(1920, 2_000_000, new[] { 320 }, 10, 10, 1000, "")]
    [InlineData(8, 7200, new[] { 320 }, 10, 10, 10000, "")]
    [InlineData(1920, 7200, new int[0], 10, 10, 10000, "")]
    public void Nothing_absurd_is_planned(int filmWidth, int seconds, int[] widths, int tileWidth, int tileHeight, int interval, string expected)
    {
        var options = new TrickplayOptions { WidthResolutions = widths, TileWidth = tileWidth, TileHeight = tileHeight, Interval = interval };

        var plans = TrickplayPlan.For(Film(filmWidth, seconds), options);

        Assert.Equal(expected, string.Join(", ", plans.Select(plan => $"{plan.Width} {plan.TileWidth}x{plan.TileHeight} {plan.Interval}")));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(720, 8)]
    public void A_tile_is_begun_when_the_one_before_is_full(int thumbnails, int tiles) => Assert.Equal(tiles, Set(thumbnails).TileCount());

    [Theory]
    [InlineData(10, 10, 10_000, 1_000_000, 8000)]
    [InlineData(3, 3, 2000, 1, 1)]
    [InlineData(1, 1, 1000, long.MaxValue / 10_000, int.MaxValue)]
    public void A_tile_has_as_much_time_as_it_shows(int tileWidth, int tileHeight, int interval, long bytes, int expected)
        => Assert.Equal(expected, TrickplayTiles.Bandwidth(new TrickplayPlan(320, tileWidth, tileHeight, interval), bytes));

    [Fact]
    public void The_last_tile_of_the_playlist_is_as_long_as_what_is_in_it()
        => Assert.Equal(
            "#EXTM3U\n#EXT-X-TARGETDURATION:1000\n#EXT-X-VERSION:7\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-IMAGES-ONLY\n"
            + "#EXTINF:1000,\n#EXT-X-TILES:RESOLUTION=320x180,LAYOUT=10x10,DURATION=10\n0.jpg?a=b\n"
            + "#EXTINF:30,\n#EXT-X-TILES:RESOLUTION=320x180,LAYOUT=10x10,DURATION=10\n1.jpg?a=b\n#EXT-X-ENDLIST\n",
            TrickplayTiles.Playlist(Set(103), "?a=b"));

    [Fact]
    public void Ffmpeg_makes_tiles_and_says_how_many_thumbnails_are_in_them()
        => Assert.Equal(
            "-v error -nostdin -y -threads 1 -protocol_whitelist file -t 60 -i file:/media/film.mkv "
            + "-filter_complex [0:2]fps=1000/10000:round=up,scale=w=320:h=clip(trunc(320/dar/2)*2\\,2\\,1280),setsar=1,format=yuvj420p,"
            + "split[a][thumbnails];[a]tile=10x10[tiles] "
            + "-map [tiles] -fps_mode passthrough -c:v mjpeg -q:v 4 -f image2 -start_number 0 %d.jpg -map [thumbnails] -fps_mode passthrough -f framecrc pipe:1",
            Arguments(new TrickplayOptions(), hdr: false));

    [Theory]
    [InlineData(0, "-threads 0 ")]
    [InlineData(-3, "-threads 0 ")]
    [InlineData(1_000_000, "-threads 64 ")]
    public void The_number_of_threads_is_a_setting_within_reason(int threads, string expected)
        => Assert.Contains(expected, Arguments(new TrickplayOptions { ProcessThreads = threads }, hdr: false), StringComparison.Ordinal);

    [Fact]
    public void Key_frames_alone_are_quicker_and_a_setting()
        => Assert.Contains("-skip_frame nokey -protocol", Arguments(new TrickplayOptions { EnableKeyFrameOnlyExtraction = true }, hdr: false), StringComparison.Ordinal);

    [Theory]
    [InlineData(100, "-q:v 2 ")]
    [InlineData(1, "-q:v 31 ")]
    [InlineData(-7, "-q:v 31 ")]
    [InlineData(900, "-q:v 2 ")]
    public void The_quality_is_a_setting(int quality, string expected)
        => Assert.Contains(expected, Arguments(new TrickplayOptions { JpegQuality = quality }, hdr: false), StringComparison.Ordinal);

    [Fact]
    public void Hdr_becomes_sdr_when_it_is_small_already()
        => Assert.Contains("setsar=1,setparams=color_primaries=bt2020", Arguments(new TrickplayOptions(), hdr: true), StringComparison.Ordinal);

    [Theory]
    [InlineData("switched off", false, HardwareAccelerationType.vaapi, "h264", false, "", "fps=1000/10000:round=up,scale=w=320", "-c:v mjpeg -q:v 4")]
    [InlineData(
        "VA-API", true, HardwareAccelerationType.vaapi, "h264", false,
        "-init_hw_device vaapi=va:/dev/dri/renderD128 -filter_hw_device va -hwaccel vaapi -hwaccel_device va -hwaccel_output_format vaapi ",
        "fps=1000/10000:round=up,scale_vaapi=w=320:h=180:format=nv12,hwdownload,format=nv12,scale=w=320",
        "10x10,scale=out_range=full,format=nv12,hwupload[tiles] -map [tiles] -fps_mode passthrough -c:v mjpeg_vaapi -global_quality:v 90")]
    [InlineData(
        "QSV", true, HardwareAccelerationType.qsv, "hevc", false,
        "-init_hw_device vaapi=va:/dev/dri/renderD128,driver=iHD -init_hw_device qsv=qs@va -filter_hw_device qs "
        + "-hwaccel qsv -hwaccel_device qs -hwaccel_output_format qsv -c:v hevc_qsv ",
        "scale_qsv=w=320:h=180:format=nv12,hwdownload,format=nv12,scale=w=320", "hwupload=extra_hw_frames=64[tiles] -map [tiles] -fps_mode passthrough -c:v mjpeg_qsv")]
    [InlineData(
        "no encoder for JPEG", true, HardwareAccelerationType.nvenc, "h264", false,
        "-init_hw_device cuda=cu:0 -filter_hw_device cu -hwaccel cuda -hwaccel_device cu -hwaccel_output_format cuda ",
        "scale_cuda=w=320:h=180:format=nv12,hwdownload,format=nv12,scale=w=320", "10x10[tiles] -map [tiles] -fps_mode passthrough -c:v mjpeg -q:v 4")]
    [InlineData(
        "HDR", true, HardwareAccelerationType.nvenc, "hevc", true, "-hwaccel cuda",
        "scale_cuda=w=320:h=180:format=p010,tonemap_cuda=format=yuv420p:p=bt709:t=bt709:m=bt709:tonemap=bt2390:desat=0:peak=100,hwdownload,format=yuv420p,scale=w=320",
        "setsar=1,format=yuvj420p")]
    [InlineData("HDR without a tone mapper there", true, HardwareAccelerationType.vaapi, "hevc", true, "-threads 1 -protocol_whitelist", "setsar=1,setparams=color_primaries=bt2020", "-c:v mjpeg -q:v 4")]
    [InlineData("a codec that is not ticked", true, HardwareAccelerationType.vaapi, "vc1", false, "-threads 1 -protocol_whitelist", "fps=1000/10000:round=up,scale=w=320", "-c:v mjpeg -q:v 4")]
    public void A_gpu_decodes_and_encodes_what_it_can(
        string why, bool isOn, HardwareAccelerationType type, string codec, bool hdr, string before, string filters, string after)
    {
        var film = Film(1920, 60, hdr ? "smpte2084" : null, codec);
        var options = new TrickplayOptions { EnableHwAcceleration = isOn, EnableHwEncoding = true };

        var arguments = Arguments(film, options, Hardware, Gpu(type));

        Assert.All(new[] { before, filters, after }, part => Assert.True(arguments.Contains(part, StringComparison.Ordinal), $"{why}: {part} is not in {arguments}"));
        Assert.Equal(isOn && before.Contains("hwaccel", StringComparison.Ordinal), arguments.Contains("_hw_", StringComparison.Ordinal));
    }

    [Fact]
    public void Key_frames_alone_are_read_by_va_api_where_qsv_cannot()
    {
        var arguments = Arguments(
            Film(1920, 60, null, "h264"), new TrickplayOptions { EnableHwAcceleration = true, EnableKeyFrameOnlyExtraction = true }, Hardware, Gpu(HardwareAccelerationType.qsv));

        Assert.Contains("-hwaccel_output_format vaapi -skip_frame nokey -protocol", arguments, StringComparison.Ordinal);
        Assert.Contains("10x10[tiles] -map [tiles] -fps_mode passthrough -c:v mjpeg -q:v", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ffmpeg_says_is_counted()
    {
        var log = new ThumbnailLog();
        foreach (var line in new[] { "#software: x", "#dimensions 0: 320x180", "#sar 0: 1/1", "0, 0, 0, 1, 86400, 0x1", "", "0, 1, 1, 1, 86400, 0x2" })
        {
            log.Read(line);
        }

        Assert.Equal((2, 180), (log.Count, log.Height));
    }

    private static string Arguments(TrickplayOptions options, bool hdr)
    {
        var film = Film(1920, 60, hdr ? "smpte2084" : null);
        return Arguments(film, options, new EncodingOptions(), new PipelineHost(HardwareAccelerationType.none, FfmpegFeatures.Unknown));
    }

    private static string Arguments(ItemMedia film, TrickplayOptions options, EncodingOptions settings, PipelineHost host)
    {
        var pipeline = TrickplayArguments.Choose(film, options, settings, host);
        return string.Join(' ', TrickplayArguments.Make("/media/film.mkv", film, TrickplayPlan.For(film, options)[0], options, pipeline, settings));
    }

    private static readonly EncodingOptions Hardware = new() { HardwareDecodingCodecs = ["h264", "hevc"], EnableTonemapping = true };

    private static PipelineHost Gpu(HardwareAccelerationType type)
        => new(type, FfmpegFeatures.Parse("Encoders:\n V..... mjpeg_qsv x\n V..... mjpeg_vaapi x\n ... tonemap_cuda x")) { Device = "/dev/dri/renderD128" };

    private static ItemMedia Film(int width, int seconds, string? transfer = null, string? codec = null) => new()
    {
        ItemId = Guid.Empty,
        RunTimeTicks = seconds * TimeSpan.TicksPerSecond,
        Streams = [new MediaStream { Type = MediaStreamType.Video, Index = 3, FileIndex = 2, Width = width, Height = width * 9 / 16, Codec = codec, ColorTransfer = transfer }],
    };

    private static TrickplaySet Set(int thumbnails) => new()
    {
        ItemId = Guid.Empty,
        Width = 320,
        Height = 180,
        TileWidth = 10,
        TileHeight = 10,
        ThumbnailCount = thumbnails,
        Interval = 10_000,
        Bandwidth = 1,
        Folder = "320",
        FileSize = 1,
        FileModified = DateTimeOffset.UnixEpoch,
    };
}
