namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>A film of ten seconds that ffmpeg makes.</summary>
/// <param name="Name">What is special about it, and the name of its file.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="Sound">Input of ffmpeg; null = a silent film.</param>
/// <param name="Arguments">Between inputs and output.</param>
public sealed record SeamSource(string Name, string Rate, string? Sound, string Arguments)
{
    private const string Stereo = "sine=f=440:r=48000:d=10,aformat=channel_layouts=stereo";
    private const string H264 = "-c:v libx264 -preset ultrafast -g 48 -pix_fmt yuv420p";
    private const string FiveChannels = "aevalsrc='sin(440*t)|sin(550*t)|sin(660*t)|sin(60*t)|sin(770*t)|sin(880*t)':c=5.1:s=48000:d=10";

    public static readonly IReadOnlyList<SeamSource> All =
    [
        new("h264-aac.mp4", "24", Stereo, H264 + " -bf 0 -c:a aac"),
        new("b-frames.mp4", "24", Stereo, "-c:v libx264 -preset veryfast -bf 3 -g 48 -pix_fmt yuv420p -c:a aac"),
        new("open-gop.mkv", "24", Stereo, H264 + " -bf 2 -x264-params open-gop=1:keyint=48 -c:a aac"),
        new("hevc-ac3.mkv", "24", Stereo, "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=48 -pix_fmt yuv420p -c:a ac3"),
        new("mpeg2.ts", "25", Stereo, "-c:v mpeg2video -b:v 800k -g 12 -bf 2 -c:a mp2"),
        new("h264.ts", "25", Stereo, H264 + " -bf 2 -c:a aac"),
        new("vp9-opus.webm", "24", Stereo, "-c:v libvpx-vp9 -cpu-used 8 -deadline realtime -g 48 -c:a libopus"),
        new("mpeg4.avi", "25", Stereo, "-c:v mpeg4 -vtag XVID -q:v 4 -bf 2 -g 48 -c:a libmp3lame"),
        new("23.976.mkv", "24000/1001", Stereo, H264 + " -bf 2 -c:a aac"),
        new("29.97.mp4", "30000/1001", Stereo, H264 + " -bf 2 -c:a aac"),
        new("50.mp4", "50", Stereo, H264 + " -bf 2 -c:a aac"),
        new("60.mkv", "60", Stereo, H264 + " -bf 0 -c:a aac"),
        new("variable-rate.mkv", "30", Stereo, "-vf select='not(mod(n\\,2))+lt(mod(t\\,4)\\,2)' -fps_mode vfr " + H264 + " -bf 2 -c:a aac"),
        new("rotated.mp4", "24", Stereo, H264 + " -metadata:s:v rotate=90 -c:a aac"),
        new("anamorphic.mkv", "24", Stereo, "-vf setsar=4/3 " + H264 + " -c:a aac"),
        new("interlaced.ts", "50", Stereo, "-vf tinterlace=interleave_top,fieldorder=tff " + H264 + " -flags +ilme+ildct -x264-params tff=1 -c:a aac"),
        new("10-bit.mkv", "24", Stereo, "-c:v libx264 -preset ultrafast -g 48 -pix_fmt yuv420p10le -c:a aac"),
        new("5.1.mkv", "24", FiveChannels, H264 + " -c:a ac3"),
        new("44100.mp4", "24", "sine=f=440:r=44100:d=10", H264 + " -bf 2 -c:a aac"),
        new("silent.mp4", "24", null, H264 + " -bf 2"),
        new("late-start.ts", "25", Stereo, H264 + " -bf 2 -c:a aac -output_ts_offset 3600"),
        new("late-start.mkv", "24", Stereo, H264 + " -bf 2 -c:a aac -output_ts_offset 5"),
        new("late-sound.mkv", "24", Stereo + ",asetpts=PTS+1.5/TB", H264 + " -bf 2 -c:a aac"),
        new("broken-times.mkv", "25", Stereo, H264 + " -bf 0 -bsf:v setts=ts='if(eq(mod(N\\,40)\\,7)\\,PREV_OUTPTS\\,TS+mod(N*7\\,11))' -c:a aac"),
    ];

    /// <summary>Players take these as they are.</summary>
    public bool CanBeCopiedInto(string container)
        => !Arguments.Contains("mpeg", StringComparison.Ordinal) && (container == "mp4" || !Name.EndsWith("webm", StringComparison.Ordinal));

    public static SeamSource Find(string name) => All.First(source => source.Name == name);

    public IEnumerable<string> Command(string path)
    {
        IEnumerable<string> sound = Sound is null ? [] : ["-f", "lavfi", "-i", Sound];
        return
        [
            "-f", "lavfi", "-i", $"testsrc2=s=160x96:r={Rate}:d=10", .. sound,
            .. Arguments.Split(' ').Select(argument => argument.Replace("'", "", StringComparison.Ordinal)), path,
        ];
    }

    public override string ToString() => Name;
}
