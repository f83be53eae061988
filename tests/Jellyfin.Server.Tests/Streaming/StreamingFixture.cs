using System.Diagnostics;
using System.Globalization;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Two replicas with small films that were made by ffmpeg. Streams stay where they were asked for.</summary>
public class StreamingFixture(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
{
    public const double FrameRate = 24000 / 1001.0;
    public const int Seconds = 14;
    public const string BrokenName = "broken.mkv";
    private const int LongFilmLoops = 40;

    private readonly string _media = Directory.CreateTempSubdirectory("jellyfin-media-").FullName;

    /// <summary>H.264 in Matroska, key frames every two seconds, with one text subtitle inside and one beside it.</summary>
    public Guid Film { get; private set; }

    /// <summary>The same many times over: ffmpeg is not through with it before a test looks.</summary>
    public Guid LongFilm { get; private set; }

    public string LongFilmPath => Path.Combine(_media, "long.mkv");

    /// <summary>A file that is no film.</summary>
    public Guid Broken { get; private set; }

    protected override int ReplicaCount => 2;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["HighAvailability__LoadAwarePlacement"] = "false",
        ["Transcoding__Preset"] = "ultrafast",
        ["Transcoding__IdleTimeout"] = "00:00:20",
    };

    public virtual async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Film != Guid.Empty)
        {
            return;
        }

        var path = Path.Combine(_media, "it's a film: [1].mkv");
        var subtitle = Path.Combine(_media, "film.en.srt");
        await File.WriteAllTextAsync(subtitle, "1\n00:00:01,000 --> 00:00:04,000\nHello\n\n2\n00:00:05,000 --> 00:00:07,000\nSecond line\n", cancellationToken);
        await RunAsync(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=24000/1001", "-f", "lavfi", "-i", "sine=440:r=48000",
                "-i", subtitle, "-map", "0", "-map", "1", "-map", "2", "-t", Seconds.ToString(CultureInfo.InvariantCulture),
                "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "48", "-pix_fmt", "yuv420p", "-c:a", "aac", "-c:s", "srt", path,
            ],
            cancellationToken);
        Film = await AddAsync(path, subtitle, Seconds);
        await RunAsync(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-stream_loop", LongFilmLoops.ToString(CultureInfo.InvariantCulture), "-i", path, "-map", "0", "-c", "copy", LongFilmPath],
            cancellationToken);
        LongFilm = await AddAsync(LongFilmPath, subtitle, Seconds * LongFilmLoops);
        var broken = Path.Combine(_media, BrokenName);
        await File.WriteAllTextAsync(broken, "no film", cancellationToken);
        Broken = await AddAsync(broken, subtitle, Seconds);
    }

    /// <summary>A player of the long film with a play session of its own.</summary>
    internal async Task<StreamPlayer> PlayerAsync()
    {
        await PrepareAsync(TestContext.Current.CancellationToken);
        return new StreamPlayer(this, LongFilm);
    }

    /// <summary>Waits for less than the idle timeout unless told otherwise: what is stopped must not look as if it had ended by itself.</summary>
    public async Task NothingRunsAsync(int seconds = 10)
    {
        try
        {
            await Eventually.IsTrueAsync(
                () => Replicas.All(replica => StreamPlayer.Jobs(replica).Length == 0 && StreamPlayer.Encoders(replica).Length == 0),
                "nothing is left of the streams",
                seconds);
        }
        catch (TimeoutException exception)
        {
            var left = Replicas.Select(replica => $"{string.Join('\n', StreamPlayer.Jobs(replica))}\n{replica.Log}");
            throw new TimeoutException($"{exception.Message}\n{string.Join('\n', left)}", exception);
        }
    }

    /// <summary>Restarts the replica with a script in place of ffmpeg (null = with none at all), and with ffmpeg in the end.</summary>
    public static async Task WithFfmpegAsync(Replica replica, string? program, Func<Task> action)
    {
        var folder = Directory.CreateTempSubdirectory("jellyfin-ffmpeg-");
        var path = Path.Combine(folder.FullName, "ffmpeg");
        if (program is not null)
        {
            await File.WriteAllTextAsync(path, program, TestContext.Current.CancellationToken);
            await RunAsync("chmod", ["+x", path], TestContext.Current.CancellationToken);
        }

        await RestartAsync(replica, "Ffmpeg__Path", path);
        try
        {
            await action();
        }
        finally
        {
            await RestartAsync(replica, "Ffmpeg__Path", "ffmpeg");
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Number of video frames and of pictures that cannot be decoded.</summary>
    public static async Task<(int Frames, string Errors)> DecodeAsync(string file, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            "ffprobe",
            ["-v", "error", "-select_streams", "v", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", file],
            cancellationToken,
            mergeErrors: true);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var numbers = lines.Where(line => int.TryParse(line.Trim(','), out _)).ToList();
        return (int.Parse(numbers[0].Trim(','), CultureInfo.InvariantCulture), string.Join('\n', lines.Except(numbers)));
    }

    /// <summary>What ffprobe says of each stream or packet.</summary>
    internal static async Task<List<string>> ProbeAsync(string file, string entries, CancellationToken cancellationToken)
        => (await RunAsync("ffprobe", ["-v", "error", "-show_entries", entries, "-of", "csv=p=0", file], cancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim(',')).Where(line => line.Length > 0).ToList();

    /// <summary>Presentation times of the video frames in seconds, in order.</summary>
    public static async Task<double[]> FrameTimesAsync(string file, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            "ffprobe", ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time", "-of", "csv=p=0", file], cancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim(','))
            .Where(line => line.Length > 0)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))
            .Order()
            .ToArray();
    }

    public static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, bool mergeErrors = false)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0 || mergeErrors, $"{program}: {await error}");
        return mergeErrors ? output + await error : output;
    }

    /// <summary>As if the file had just been read.</summary>
    public async Task SaveKeyFramesAsync(Guid item, long[] ticks, CancellationToken cancellationToken)
    {
        await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(Database).Options);
        var modified = await context.ItemMedia.Where(media => media.ItemId == item).Select(media => media.FileModified).SingleAsync(cancellationToken);
        context.Add(new KeyFrames { ItemId = item, FileModified = modified, Ticks = ticks });
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>With a setting that is another one from then on.</summary>
    public static async Task RestartAsync(Replica replica, string setting, string value)
    {
        await replica.KillAsync(TestContext.Current.CancellationToken);
        replica.Set(setting, value);
        await replica.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Where to make media files that are removed in the end.</summary>
    public string MediaPath(string name) => Path.Combine(_media, name);

    /// <summary>A film in Matroska that is in the library, with what probing would have found in it.</summary>
    public async Task<Guid> AddAsync(string path, int seconds, List<MediaStream> streams, params List<MediaAttachment> attachments)
    {
        var id = Guid.NewGuid();
        var modified = new FileInfo(path).LastWriteTimeUtc;
        await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(Database).Options);
        context.Add(new Item
        {
            Id = id,
            Kind = BaseItemKind.Movie,
            Name = "Film",
            SortName = "film",
            SearchName = "film",
            MediaType = MediaType.Video,
            LibraryId = Guid.NewGuid(),
            Path = path,
            Size = new FileInfo(path).Length,
            FileModified = modified,
            RunTimeTicks = seconds * TimeSpan.TicksPerSecond,
        });
        context.Add(new ItemMedia
        {
            ItemId = id,
            Container = "matroska",
            FormatName = "matroska,webm",
            RunTimeTicks = seconds * TimeSpan.TicksPerSecond,
            FileModified = modified,
            Bitrate = 300_000,
            Streams = streams,
            Attachments = attachments,
        });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }

    private Task<Guid> AddAsync(string path, string subtitle, int seconds) => AddAsync(
        path,
        seconds,
        [
            new() { Type = MediaStreamType.Subtitle, Index = 0, Codec = "subrip", Language = "eng", Path = subtitle },
            new()
            {
                Type = MediaStreamType.Video,
                Index = 1,
                FileIndex = 0,
                Codec = "h264",
                Width = 320,
                Height = 180,
                AverageFrameRate = (float)FrameRate,
            },
            new() { Type = MediaStreamType.Audio, Index = 2, FileIndex = 1, Codec = "aac", Channels = 1, SampleRate = 48000, IsDefault = true },
            new() { Type = MediaStreamType.Subtitle, Index = 3, FileIndex = 2, Codec = "subrip", Language = "eng" },
        ]);
}
