using System.Globalization;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// One stream that this replica makes: at most one ffmpeg, which runs from some segment on and is started again elsewhere when the player
/// jumps. Finished files stay until the player has long passed them.
/// </summary>
internal sealed class TranscodeJob(TranscodeJobSettings settings, TimeProvider time) : IDisposable
{
    private const int KeptRuns = 4;
    private const int ToleratedCrashes = 2;
    public const string DiskFull = "The disk for streams is full.";

    /// <summary>Exit codes from here on mean that a signal ended the process.</summary>
    private const int FirstSignal = 129;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(40);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile TranscodeRun[] _runs = [];
    private int _startedRuns;
    private int _crashes;
    private int _lastSegment;
    private long _lastSeen = time.GetTimestamp();
    private volatile bool _isDisposed;

    public string Key => settings.Key;

    public StreamPlan Plan => settings.Plan;

    public string PlaySessionId => settings.PlaySessionId;

    public string DeviceId => settings.DeviceId;

    public Guid? UserId => settings.UserId;

    public string Folder => settings.Folder;

    public TranscodingInfo Info => TranscodingInfo.From(Plan, settings.Reasons) with { CompletionPercentage = Completion };

    public TimeSpan IdleTime => time.GetElapsedTime(Volatile.Read(ref _lastSeen));

    private TranscodeRun? Current => _runs is [.., var last] ? last : null;

    /// <summary>0 to 100.</summary>
    private double Completion => Math.Min(100.0 * (Current?.Next ?? 0) / Math.Max(Plan.Grid.FileCount, 1), 100);

    /// <summary>What others know of it.</summary>
    public TranscodeOwner Describe(ReplicaIdentity self, long epoch) => new(self.Id, self.Incarnation, self.Url, epoch, PlaySessionId, DeviceId, Info)
    {
        UserId = UserId,
        Idle = IdleTime,
        LastRequested = _lastSegment,
        LastFinished = (Current?.Next ?? 0) - 1,
    };

    public void Touch() => Volatile.Write(ref _lastSeen, time.GetTimestamp());

    /// <summary>
    /// Waits until a segment (-1 = the initialisation segment) is complete. Returns null when the job was ended meanwhile.
    /// Throws <see cref="TranscodeFailedException"/> when ffmpeg fails or takes too long.
    /// </summary>
    public async Task<IReadOnlyList<string>?> GetAsync(int segment, CancellationToken cancellationToken)
    {
        Touch();
        var began = time.GetTimestamp();
        var isInit = segment < 0;
        segment = isInit ? _lastSegment : segment;
        if (!isInit)
        {
            _lastSegment = segment;
        }

        while (true)
        {
            if ((isInit ? FindInit() : Find(segment)) is { } files)
            {
                return files;
            }

            if (_isDisposed)
            {
                return null;
            }

            if (time.GetElapsedTime(began) > settings.Timeout)
            {
                throw new TranscodeFailedException(settings.IsDiskFull ? DiskFull : "The segment was not ready in time.");
            }

            if (!await EnsureRunningAsync(segment, cancellationToken))
            {
                return FindAtEnd(segment);
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Keeps ffmpeg within its window ahead of the player and the disk from filling up, and removes what the player has long passed.</summary>
    public void Tend()
    {
        if (_isDisposed || Current is not { } current)
        {
            return;
        }

        current.Count();
        var player = Plan.Grid.Start(_lastSegment);
        var ahead = Plan.Grid.FileStart(current.Next) - player;
        var isOverQuota = settings.CheckQuota();
        if (ahead > settings.RunAhead.Ticks || settings.IsDiskFull || (isOverQuota && ahead > TranscodeJobSettings.LeastAhead.Ticks))
        {
            current.Process.Pause();
        }
        else if (ahead < settings.RunAhead.Ticks / 2)
        {
            current.Process.Resume();
        }

        var kept = Plan.Grid.FirstFile(Plan.Grid.SegmentAt(player - (isOverQuota ? 0 : settings.KeepBehind.Ticks)));
        foreach (var run in _runs)
        {
            run.DeleteBefore(kept);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        settings.EndLoad(Current?.Process.ExitCode is null or 0);
        Current?.Dispose();
    }

    /// <summary>Returns false when ffmpeg has come to the end of the source.</summary>
    private async Task<bool> EnsureRunningAsync(int segment, CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_isDisposed)
            {
                return true;
            }

            if (Current is not { } current || IsElsewhere(current, segment))
            {
                await StartAsync(segment, cancellationToken);
                return true;
            }

            return !current.Process.HasExited || await GoesOnAsync(current, segment, cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>
    /// After ffmpeg ended: false when it is through. One that was ended by a signal or after it had made something is started again where it
    /// stopped; as each time must make something more, this comes to an end.
    /// </summary>
    private async Task<bool> GoesOnAsync(TranscodeRun ended, int segment, CancellationToken cancellationToken)
    {
        await ended.Process.DrainAsync(cancellationToken);
        var code = ended.Process.ExitCode;
        if (code == 0 || _isDisposed)
        {
            return _isDisposed;
        }

        if (code is FfmpegLauncher.CannotStart or FfmpegLauncher.CannotStart + 1)
        {
            throw new TranscodeFailedException("ffmpeg cannot be started.", ended.Process.Output);
        }

        settings.LogEnd(code);
        ended.Count();
        if (!ended.HasMadeSomething && (code < FirstSignal || _crashes++ >= ToleratedCrashes))
        {
            throw new TranscodeFailedException("ffmpeg failed.", ended.Process.Output);
        }

        await StartAsync(segment, cancellationToken);
        return true;
    }

    /// <summary>A segment that this run has passed, or so far ahead that starting there is faster than waiting.</summary>
    private bool IsElsewhere(TranscodeRun current, int segment)
    {
        if (Find(segment) is not null)
        {
            return false;
        }

        current.Count();
        var missing = FilesOf(segment).FirstOrDefault(file => FindFile(file) is null, Plan.Grid.FirstFile(segment));
        return missing < current.Next
            || (!current.Process.HasExited && Plan.Grid.FileStart(missing) - Plan.Grid.FileStart(current.Next) > TranscodeJobSettings.JumpAhead.Ticks);
    }

    private async Task StartAsync(int segment, CancellationToken cancellationToken)
    {
        if (settings.IsDiskFull)
        {
            throw new TranscodeFailedException(DiskFull);
        }

        Current?.Dispose();
        var folder = Directory.CreateDirectory(Path.Combine(Folder, (++_startedRuns).ToString(CultureInfo.InvariantCulture))).FullName;
        if (Plan.BurntSubtitle is { IsTextSubtitle: true } subtitle)
        {
            File.CreateSymbolicLink(Path.Combine(folder, FfmpegArguments.SubtitleLink), subtitle.Path ?? Plan.Source.Path);
        }

        settings.BeginLoad();
        var process = await settings.StartAsync(segment, folder, cancellationToken);
        foreach (var old in _runs.SkipLast(KeptRuns - 1))
        {
            Directory.Delete(old.Folder, recursive: true);
        }

        _runs = [.. _runs.TakeLast(KeptRuns - 1), new TranscodeRun(process, folder, Plan, RunStart.At(Plan, segment))];
        if (_isDisposed)
        {
            process.Dispose();
            settings.EndLoad(succeeded: true);
        }
    }

    /// <summary>The same in every run.</summary>
    private List<string>? FindInit() => _runs.Select(run => run.FindInit()).FirstOrDefault(path => path is not null) is { } path ? [path] : null;

    /// <summary>Null when one of the segment's files is missing.</summary>
    private List<string>? Find(int segment)
    {
        var paths = FilesOf(segment).Select(FindFile).OfType<string>().ToList();
        return paths.Count == FilesOf(segment).Count() && paths.Count > 0 ? paths : null;
    }

    /// <summary>Pictures may end before the container says; what is in the playlist is then empty but there.</summary>
    private List<string> FindAtEnd(int segment) => FilesOf(segment).Select(FindFile).OfType<string>().ToList();

    private string? FindFile(int file) => _runs.Reverse().Select(run => run.Find(file)).FirstOrDefault(path => path is not null);

    private IEnumerable<int> FilesOf(int segment)
        => Enumerable.Range(Plan.Grid.FirstFile(segment), Plan.Grid.FirstFile(segment + 1) - Plan.Grid.FirstFile(segment));
}
