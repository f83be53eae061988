using System.Diagnostics;
using System.Globalization;

namespace Jellyfin.Testing;

/// <summary>A shell script that behaves like ffmpeg on a machine with a GPU, or with whatever is wrong with it; and that GPU's node.</summary>
public sealed class StandInFfmpeg : IDisposable
{
    private const string Script = """
        #!/bin/sh
        here=$(dirname "$0")
        case "$*" in
            *-encoders*) step=build;;
            *_qsv*"-f hls"*) step=stream;;
            *-init_hw_device*framecrc*) step=tiles;;
            *-filters*|*"-f hls"*|*framecrc*) exec ffmpeg "$@";;
            *pipe:0*hevc*|*hevc*pipe:0*) step=hevc;;
            *pipe:0*) step=transcode;;
            *opencl=*) step=opencl;;
            *) step=init;;
        esac
        echo "$step" >> "$here/calls"
        if [ -f "$here/$step.survivor" ]; then
            (setsid sh -c 'echo $$ > "$1/survivor"; exec sleep 100' sh "$here" &)
            sleep 100
        fi
        [ -f "$here/$step.hang" ] && exec sleep 100
        [ $step = tiles ] && echo half | tee 0.jpg > 99.jpg
        if [ -f "$here/$step.error" ]; then cat "$here/$step.error" >&2; exit 187; fi
        case $step in
            build) for name in $(cat "$here/encoders"); do echo " V....D $name text"; done;;
            stream|tiles) exit 1;;
            transcode|hevc) cat > /dev/null; echo "frame=$(cat "$here/frames")"; echo progress=end; echo "bench: utime=0.1s stime=0.1s rtime=0.500s" >&2;;
        esac
        """;

    private const string Vainfo = """
        #!/bin/sh
        here=$(dirname "$0")
        echo "vainfo $*" >> "$here/calls"
        [ -f "$here/vainfo.hang" ] && exec sleep 100
        cat "$here/vainfo.complaint" >&2
        [ -s "$here/vainfo.complaint" ] && exit 3
        cat "$here/vainfo.output"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("jellyfin-hardware-").FullName;

    public StandInFfmpeg()
    {
        File.WriteAllText(Ffmpeg, Script);
        // Tests run it as another user too.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        MakeProgram(Ffmpeg);
        File.WriteAllText(In("encoders"), "libx264 h264_qsv h264_vaapi");
        SetFrames(120);
        Directory.CreateDirectory(Devices);
        AddNode();
        SetVendor("0x8086");
    }

    public string Ffmpeg => In("ffmpeg");

    public string Devices => In("dri");

    public string SystemFolder => In("drm");

    public string Node => Path.Combine(Devices, "renderD128");

    /// <summary>What was asked of it, in order.</summary>
    public IReadOnlyList<string> Calls => File.Exists(In("calls")) ? File.ReadAllLines(In("calls")) : [];

    public void AddNode() => File.CreateSymbolicLink(Node, "/dev/null");

    public void SetVendor(string vendor)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SystemFolder, "renderD128", "device"));
        File.WriteAllText(Path.Combine(folder.FullName, "vendor"), vendor + "\n");
    }

    public void SetEncoders(string names) => File.WriteAllText(In("encoders"), names);

    public void SetFrames(int frames) => File.WriteAllText(In("frames"), frames.ToString(CultureInfo.InvariantCulture));

    /// <param name="step">build, init, opencl, transcode, hevc, or, in hardware, stream (a real one) or tiles (preview pictures); those in software are ffmpeg's.</param>
    /// <param name="text">What it says before it fails.</param>
    public void Fail(string step, string text) => File.WriteAllText(In(step + ".error"), text + "\n");

    public void Repair(string step)
    {
        File.Delete(In(step + ".error"));
        File.Delete(In(step + ".hang"));
    }

    public void Hang(string step) => File.WriteAllText(In(step + ".hang"), "");

    /// <summary>
    /// It hangs, and a part of it that nobody can find to kill keeps its pipes open, like one that waits for the kernel; until
    /// <see cref="EndSurvivor"/>, or for 100 seconds.
    /// </summary>
    public void Survive(string step) => File.WriteAllText(In(step + ".survivor"), "");

    public void EndSurvivor(string step)
    {
        File.Delete(In(step + ".survivor"));
        using var process = Process.GetProcessById(int.Parse(File.ReadAllText(In("survivor")), CultureInfo.InvariantCulture));
        process.Kill();
    }

    /// <param name="output">Of <c>vainfo</c>.</param>
    /// <param name="error">What it complains about; it fails then.</param>
    public void AddVainfo(string output, string? error = null)
    {
        File.WriteAllText(In("vainfo.output"), output);
        File.WriteAllText(In("vainfo.complaint"), error ?? "");
        File.WriteAllText(In("vainfo"), Vainfo);
        MakeProgram(In("vainfo"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void MakeProgram(string path) => File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);

    private string In(string name) => Path.Combine(_folder, name);
}
