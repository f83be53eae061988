using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// One stream that this replica makes: at most one ffmpeg, which runs from some segment on and is started again elsewhere when the player
/// jumps. Finished files stay until the player has long passed them.
/// </summary>
internal sealed class TranscodeJob(TranscodeJobSettings settings, TimeProvider time) : IOwnedStream, IDisposable
{
    private const int ToleratedCrashes = 2;
    public const string DiskFull = "The disk for streams is full.";
    private const string TooSlow = "The segment was not ready in time.";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(40);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly TranscodeRuns _runs = new(settings.Plan);
    private readonly AwaitedSegments _awaited = new();
    private readonly SourceWatch _source = new(settings.Plan.Source.Path, time);
    private int _startedFor;
    private int _crashes;
    private int _lastSegment = settings.FirstSegment;
    private long _lastSeen = time.GetTimestamp();
    private volatile bool _isDisposed;

    public string Key => settings.Key;

    public StreamPlan Plan => settings.Plan;

    public string PlaySessionId => settings.PlaySessionId;

    public string DeviceId => settings.DeviceId;

    public Guid? UserId => settings.UserId;

    public bool HasEnded => _isDisposed;

    public string Folder => settings.Folder;

    public TranscodingInfo Info => TranscodingInfo.From(Plan, settings.Reasons) with
    {
        CompletionPercentage = Completion,
        HardwareAccelerationType = settings.Pipeline.Current.Acceleration,
    };

    public TimeSpan IdleTime => time.GetElapsedTime(Volatile.Read(ref _lastSeen));

    private TranscodeRun? Current => _runs.Current;

    /// <summary>
    /// Somebody waits for the segment that ffmpeg was started for. It is not started elsewhere before: requests for distant segments, of two
    /// players or of one that jumps, would end each other's ffmpeg again and again.
    /// </summary>
    private bool IsOwed => Current is not null && _awaited.Contains(_startedFor) && _runs.Find(_startedFor) is null;

    /// <summary>0 to 100.</summary>
    private double Completion => Math.Min(100.0 * (Current?.Next ?? 0) / Math.Max(Plan.Grid.FileCount, 1), 100);

    /// <summary>What others know of it.</summary>
    public TranscodeOwner Describe(ReplicaIdentity self, long epoch) => new(self.Id, self.Incarnation, self.Url, epoch, PlaySessionId, DeviceId, Info)
    {
        UserId = UserId,
        Idle = IdleTime,
        LastRequested = _lastSegment,
        LastFinished = (Current?.Next ?? 0) - 1,
        Worked = Current?.Process.ProcessorTime ?? TimeSpan.Zero,
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

        using var wait = _awaited.Begin(segment);
        while (true)
        {
            if ((isInit ? _runs.FindInit() : _runs.Find(segment)) is { } files)
            {
                settings.Pipeline.Succeeded();
                return files;
            }

            if (_isDisposed)
            {
                return null;
            }

            if (time.GetElapsedTime(began) > settings.Timeout)
            {
                throw new TranscodeFailedException(settings.IsDiskFull ? DiskFull : TooSlow);
            }

            if (!await EnsureRunningAsync(segment, cancellationToken))
            {
                return _runs.FindAtEnd(segment);
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
        var isFar = ahead > settings.RunAhead.Ticks || (isOverQuota && ahead > TranscodeJobSettings.LeastAhead.Ticks);
        if (settings.IsDiskFull || current.IsThrough || (isFar && !IsOwed))
        {
            current.Process.Pause();
        }
        else if (ahead < settings.RunAhead.Ticks / 2 || IsOwed)
        {
            current.Process.Resume();
        }

        var kept = Plan.Grid.FirstFile(Plan.Grid.SegmentAt(player - (isOverQuota ? 0 : settings.KeepBehind.Ticks)));
        if (_awaited.Contains(_startedFor))
        {
            kept = Math.Min(kept, Plan.Grid.FirstFile(_startedFor));
        }

        _runs.DeleteBefore(kept);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _ending.Cancel();
        settings.Pipeline.End(Current?.Process.ExitCode is null or 0);
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

            if (segment != _startedFor && IsOwed)
            {
                return true;
            }

            if (Current is not { } current || IsElsewhere(current, segment))
            {
                await StartAsync(segment);
                return true;
            }

            if (current.Process.HasExited)
            {
                return await GoesOnAsync(current, segment, cancellationToken);
            }

            if (current.HasDoneNothingFor(settings.StallTimeout))
            {
                await EndHungAsync(current, segment, cancellationToken);
            }

            return true;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>An ffmpeg that only waits for its film is not hung: another one would wait as well.</summary>
    private async Task EndHungAsync(TranscodeRun current, int segment, CancellationToken cancellationToken)
    {
        if (!await _source.AnswersAsync(cancellationToken))
        {
            current.Excuse();
            return;
        }

        settings.LogHang();
        current.Dispose();
        settings.Pipeline.TryFallBack("");
        await StartAsync(segment);
    }

    /// <summary>
    /// After ffmpeg ended: false when it is through. One that was ended by a signal or after it had made something is started again where it
    /// stopped; as each time must make something more, this comes to an end. Hardware that failed is followed by software.
    /// </summary>
    private async Task<bool> GoesOnAsync(TranscodeRun ended, int segment, CancellationToken cancellationToken)
    {
        await ended.Process.DrainAsync(cancellationToken);
        var end = RunEnd.Of(ended);
        if (_isDisposed || end.IsComplete)
        {
            return _isDisposed;
        }

        if (BoundProcesses.CouldNotStart(end.Code))
        {
            throw TranscodeFailedException.NotStarted(end.Output);
        }

        settings.LogEnd(end.Code);
        var isHopeless = !end.HasMadeSomething && (!end.IsBySignal || _crashes++ >= ToleratedCrashes);
        if ((isHopeless || end.MayBeHardware) && !end.IsUnread && settings.Pipeline.TryFallBack(end.Output))
        {
            isHopeless = false;
        }

        if (isHopeless)
        {
            // Without an error nothing is there to be shown: the film ends before its container says.
            return end.IsWithoutError ? false : throw TranscodeFailedException.Ended(end.Output);
        }

        await StartAsync(segment);
        return true;
    }

    /// <summary>A segment that this run has passed, or does not come to, or so far ahead that starting there is faster than waiting.</summary>
    private bool IsElsewhere(TranscodeRun current, int segment)
    {
        if (_runs.Find(segment) is not null)
        {
            return false;
        }

        current.Count();
        var missing = _runs.FirstMissing(segment);
        return missing < current.Next
            || current.IsThrough
            || (!current.Process.HasExited && Plan.Grid.FileStart(missing) - Plan.Grid.FileStart(current.Next) > TranscodeJobSettings.JumpAhead.Ticks);
    }

    /// <summary>Whoever asked may go meanwhile: others wait for the same ffmpeg, and half a start would look like one that failed.</summary>
    private async Task StartAsync(int segment)
    {
        if (settings.IsDiskFull)
        {
            throw new TranscodeFailedException(DiskFull);
        }

        Current?.Dispose();
        _startedFor = segment;
        using var patience = new CancellationTokenSource(settings.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _ending.Token);
        TranscodeRun run;
        try
        {
            run = await settings.StartAsync(segment, time, limit.Token);
        }
        catch (OperationCanceledException) when (_isDisposed)
        {
            return;
        }
        catch (OperationCanceledException exception)
        {
            throw new TranscodeFailedException(TooSlow, inner: exception);
        }

        _runs.Add(run);
        if (_isDisposed)
        {
            run.Dispose();
        }
    }
}
