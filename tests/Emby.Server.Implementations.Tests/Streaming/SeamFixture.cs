using System.Collections.Concurrent;
using Emby.Server.Implementations.Library.Probing;
using Emby.Server.Implementations.Library.Segments;
using Emby.Server.Implementations.Processes;
using Emby.Server.Implementations.Streaming;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using Emby.Server.Implementations.Streaming.Hls;
using Emby.Server.Implementations.Streaming.Subtitles;
using Jellyfin.Testing;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Makes films, and streams of them with the server's own planner and jobs.</summary>
public sealed class SeamFixture : IDisposable
{
    /// <summary>Of sound that is copied from a broadcast, the initialisation segment says what the first packets' bit rate was, up to four times; players do not care.</summary>
    private const int BitRateBytes = 16;

    private static readonly VideoPipeline Usual = new() { Preset = "veryfast", Crf = 16 };

    private readonly SampleMedia _media = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Film>>> _films = new(StringComparer.Ordinal);
    private readonly BoundProcesses _processes = new();
    private readonly FfmpegLauncher _launcher;
    private int _runs;

    public SeamFixture() => _launcher = new FfmpegLauncher(_processes, Options.Create(new FfmpegOptions()));

    internal SampleMedia Media => _media;

    public async Task<StreamPlan> PlanAsync(SeamSource source, string container, bool copy, string codec = "h264")
    {
        var film = await _films.GetOrAdd(source.Name, _ => new(() => MakeAsync(source))).Value;
        var query = new Dictionary<string, string>
        {
            ["SegmentContainer"] = container,
            ["SegmentLength"] = "3",
            ["VideoCodec"] = copy ? "h264,hevc,vp9" : codec,
            ["AudioCodec"] = "aac",
            ["AllowVideoStreamCopy"] = copy ? "true" : "false",
            ["AllowAudioStreamCopy"] = copy ? "true" : "false",
            ["TranscodingMaxAudioChannels"] = "6",
        };
        var plan = StreamPlanner.Create(film.Source, new StreamParameters(query), film.KeyFrames, new EncodingOptions());
        Assert.Equal(copy, plan.Video!.IsCopy);
        return plan;
    }

    /// <summary>The sound of a film without its picture.</summary>
    /// <param name="source">The film.</param>
    /// <param name="container">Of the segments.</param>
    /// <param name="codec">To encode to; null = it is copied.</param>
    public async Task<StreamPlan> SoundPlanAsync(SeamSource source, string container, string? codec)
    {
        var film = await _films.GetOrAdd(source.Name, _ => new(() => MakeAsync(source))).Value;
        var query = new Dictionary<string, string>
        {
            ["SegmentContainer"] = container,
            ["AudioCodec"] = codec ?? "aac,ac3",
            ["AllowAudioStreamCopy"] = codec is null ? "true" : "false",
            ["TranscodingMaxAudioChannels"] = "6",
        };
        var plan = StreamPlanner.Create(film.Source, new StreamParameters(query) { IsSoundAlone = true }, film.KeyFrames, new EncodingOptions());
        Assert.Equal((null, codec is null), (plan.Video, plan.Audio!.IsCopy));
        return plan;
    }

    /// <summary>Runs that begin at the given segments, each up to the next one, as a player would receive them.</summary>
    internal async Task<DecodedStream> StreamAsync(StreamPlan plan, params int[] starts)
    {
        var (stream, inits) = await StreamAsync(plan, starts.Select(start => (start, Usual)).ToArray());
        Assert.All(inits, init => Assert.Equal(inits[0].Length, init.Length));
        Assert.All(inits, init => Assert.InRange(init.Zip(inits[0]).Count(pair => pair.First != pair.Second), 0, BitRateBytes));
        return stream;
    }

    /// <summary>The same by replicas that have different encoders. Also returns the initialisation segment of each run; the player has the first.</summary>
    internal async Task<(DecodedStream Stream, IReadOnlyList<byte[]> Inits)> StreamAsync(StreamPlan plan, params (int Start, VideoPipeline Pipeline)[] runs)
    {
        var (file, inits) = await WriteAsync(plan, runs);
        return (await (plan.Video is null ? DecodedStream.OfSoundAsync(file) : DecodedStream.OfAsync(file)), inits);
    }

    /// <summary>Path of a stream whose picture is encoded.</summary>
    internal async Task<string> WriteAsync(StreamPlan plan, int start) => (await WriteAsync(plan, (start, Usual))).File;

    /// <summary>With what the server itself does before a run.</summary>
    internal async Task<string> WriteAsync(StreamPlan plan, int start, BurntSubtitles subtitles)
        => (await WriteAsync(plan, [(start, Usual)], subtitles.PrepareAsync)).File;

    internal TranscodeJob CreateJob(StreamPlan plan, BurntSubtitles subtitles)
        => CreateJob(plan, Usual, Directory.CreateDirectory(_media.Path($"run-{Interlocked.Increment(ref _runs)}")).FullName, subtitles.PrepareAsync);

    internal Extraction Extraction(string program)
        => new(_processes, Options.Create(new FfmpegOptions { Path = program }), NullLogger<Extraction>.Instance);

    internal static async Task<MediaSource> ProbeAsync(string path)
    {
        var item = new Item { Id = Guid.NewGuid(), Kind = BaseItemKind.Movie, Name = "Film", SortName = "film", SearchName = "film", Path = path, MediaType = MediaType.Video };
        var outcome = await new MediaProber(Options.Create(new ProbeOptions()), new SegmentFinder(new NoLibraries()), TimeProvider.System).ProbeAsync(item, CancellationToken.None);
        return MediaSourceFactory.Create(item, [], new Dictionary<Guid, ItemMedia> { [item.Id] = outcome.Media! }, null, null)[0];
    }

    /// <summary>Of any file, with the picture encoded.</summary>
    internal static async Task<StreamPlan> PlanAsync(string path, Dictionary<string, string> query)
        => StreamPlanner.Create(await ProbeAsync(path), new StreamParameters(query), null, new EncodingOptions());

    public void Dispose()
    {
        _processes.Dispose();
        _media.Dispose();
    }

    private Task<(string File, IReadOnlyList<byte[]> Inits)> WriteAsync(StreamPlan plan, params (int Start, VideoPipeline Pipeline)[] runs)
        => WriteAsync(plan, runs, (prepared, ticks, _, token) => SupFile.SkipAsync(prepared, ticks, token));

    private async Task<(string File, IReadOnlyList<byte[]> Inits)> WriteAsync(
        StreamPlan plan, (int Start, VideoPipeline Pipeline)[] runs, Func<StreamPlan, long, string, CancellationToken, Task<StreamPlan>> prepare)
    {
        var folder = Directory.CreateDirectory(_media.Path($"run-{Interlocked.Increment(ref _runs)}")).FullName;
        var file = Path.Combine(folder, "stream." + plan.SegmentContainer);
        var inits = new List<byte[]>();
        await using (var output = File.Create(file))
        {
            for (var run = 0; run < runs.Length; run++)
            {
                var (start, pipeline) = runs[run];
                var end = run + 1 < runs.Length ? runs[run + 1].Start : plan.Grid.Count;
                using var job = CreateJob(plan, pipeline, Directory.CreateDirectory(Path.Combine(folder, $"job-{run}")).FullName, prepare);
                var first = await ReadAsync(job, start);
                if (plan.IsFragmentedMp4)
                {
                    inits.Add(await ReadAsync(job, -1));
                    await output.WriteAsync(run == 0 ? inits[0] : []);
                }

                await output.WriteAsync(first);
                for (var segment = start + 1; segment < end; segment++)
                {
                    await output.WriteAsync(await ReadAsync(job, segment));
                }
            }
        }

        return (file, inits);
    }

    private TranscodeJob CreateJob(
        StreamPlan plan, VideoPipeline pipeline, string folder, Func<StreamPlan, long, string, CancellationToken, Task<StreamPlan>> prepare) => new(
        new TranscodeJobSettings
        {
            Key = "job",
            Plan = plan,
            Prepare = prepare,
            PlaySessionId = "",
            DeviceId = "",
            Folder = folder,
            Log = new FfmpegLog(Path.Combine(folder, "ffmpeg.log")),
            Launcher = _launcher,
            Pipeline = new JobPipeline((_, _) => Task.FromResult(pipeline)),
            StallTimeout = TimeSpan.FromSeconds(30),
            RunAhead = TimeSpan.FromMinutes(5),
            KeepBehind = TimeSpan.FromMinutes(5),
            Timeout = TimeSpan.FromSeconds(60),
        },
        TimeProvider.System);

    private static async Task<byte[]> ReadAsync(TranscodeJob job, int segment)
    {
        var files = await job.GetAsync(segment, TestContext.Current.CancellationToken);
        Assert.NotNull(files);
        using var bytes = new MemoryStream();
        foreach (var file in files)
        {
            bytes.Write(await File.ReadAllBytesAsync(file));
        }

        return bytes.ToArray();
    }

    private async Task<Film> MakeAsync(SeamSource source)
    {
        var path = _media.Path(source.Name);
        await SampleMedia.FfmpegAsync(source.Command(path));
        var media = await ProbeAsync(path);
        var probe = new KeyFrameProbe(Options.Create(new FfmpegOptions()), NullLogger<KeyFrameProbe>.Instance);
        var keyFrames = await probe.ReadAsync(media, CancellationToken.None);
        return new Film(media, keyFrames!.Select(ticks => ticks - media.StartTicks).ToList());
    }

    private sealed record Film(MediaSource Source, IReadOnlyList<long> KeyFrames);
}
