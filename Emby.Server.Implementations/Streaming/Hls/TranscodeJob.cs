using System.Globalization;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// One stream that this replica makes: at most one ffmpeg, which runs from some segment on and is started again elsewhere when the player
/// jumps. Finished files stay until the player has long passed them.
/// </summary>
internal sealed class TranscodeJob(TranscodeJobSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(40);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private FfmpegProcess? _process;
    private int _startedAtFile;
    private int _producedFiles;
    private int _lastSegment;
    private long _lastSeen = time.GetTimestamp();
    private volatile bool _isDisposed;

    public string Key => settings.Key;

    public StreamPlan Plan => settings.Plan;

    public string PlaySessionId => settings.PlaySessionId;

    public string DeviceId => settings.DeviceId;

    public string Folder => settings.Folder;

    public TranscodingInfo Info => TranscodingInfo.From(Plan, settings.Reasons) with { CompletionPercentage = Completion };

    public TimeSpan IdleTime => time.GetElapsedTime(Volatile.Read(ref _lastSeen));

    /// <summary>0 to 100.</summary>
    private double Completion => Math.Min(100.0 * _producedFiles / Math.Max(Plan.Grid.FileCount, 1), 100);

    public void Touch() => Volatile.Write(ref _lastSeen, time.GetTimestamp());

    /// <summary>
    /// Waits until a segment (-1 = the initialisation segment) is complete. Returns null when the source ends before it.
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
            var files = isInit ? InitFile() : Files(segment);
            if (files is not null)
            {
                return files;
            }

            if (_isDisposed || time.GetElapsedTime(began) > settings.Timeout)
            {
                throw new TranscodeFailedException("The segment was not ready in time.");
            }

            if (!await EnsureRunningAsync(segment, cancellationToken))
            {
                return Files(segment, isEnd: true);
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Keeps ffmpeg within its window ahead of the player, and removes what the player has long passed.</summary>
    public void Tend()
    {
        if (_isDisposed)
        {
            return;
        }

        while (File.Exists(FilePath(_producedFiles)))
        {
            _producedFiles++;
        }

        var player = Plan.Grid.Start(_lastSegment);
        var ahead = Plan.Grid.FileStart(_producedFiles) - player;
        if (ahead > settings.RunAhead.Ticks)
        {
            _process?.Pause();
        }
        else if (ahead < settings.RunAhead.Ticks / 2)
        {
            _process?.Resume();
        }

        for (var file = Plan.Grid.FirstFile(_lastSegment) - 1; file >= 0 && File.Exists(FilePath(file)); file--)
        {
            if (player - Plan.Grid.FileStart(file + 1) > settings.KeepBehind.Ticks)
            {
                _startedAtFile = Math.Max(_startedAtFile, file + 1);
                File.Delete(FilePath(file));
            }
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _process?.Dispose();
        _starting.Dispose();
    }

    /// <summary>Returns false when ffmpeg has come to the end of the source.</summary>
    private async Task<bool> EnsureRunningAsync(int segment, CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_process is null || IsElsewhere(segment))
            {
                Start(segment);
                return true;
            }

            if (!_process.HasExited)
            {
                return true;
            }

            await _process.DrainAsync(cancellationToken);
            return _process.ExitCode == 0 ? false : throw new TranscodeFailedException("ffmpeg failed.", _process.Output);
        }
        finally
        {
            if (!_isDisposed)
            {
                _starting.Release();
            }
        }
    }

    /// <summary>A segment behind the start, or so far ahead that starting there is faster than waiting.</summary>
    private bool IsElsewhere(int segment)
    {
        var file = Plan.Grid.FirstFile(segment);
        if (file < _startedAtFile)
        {
            return true;
        }

        while (File.Exists(FilePath(_producedFiles)))
        {
            _producedFiles++;
        }

        return _process is { HasExited: false }
            && Plan.Grid.FileStart(file) - Plan.Grid.FileStart(_producedFiles) > TranscodeJobSettings.JumpAhead.Ticks;
    }

    private void Start(int segment)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _process?.Dispose();
        _process = null;
        _startedAtFile = Plan.Grid.FirstFile(segment);
        _producedFiles = _startedAtFile;
        if (Plan.BurntSubtitle is { IsTextSubtitle: true } subtitle)
        {
            var link = Path.Combine(Folder, FfmpegArguments.SubtitleLink);
            File.Delete(link);
            File.CreateSymbolicLink(link, subtitle.Path ?? Plan.Source.Path);
        }

        _process = FfmpegProcess.Start(settings.Program, FfmpegArguments.Hls(Plan, segment, settings.Encoding), Folder);
    }

    private List<string>? InitFile()
    {
        var path = Path.Combine(Folder, FfmpegArguments.InitFile);
        // ffmpeg writes it before the first segment but not at one stroke.
        return Directory.EnumerateFiles(Folder, "*." + Plan.SegmentContainer).Any(file => !file.EndsWith(FfmpegArguments.InitFile, StringComparison.Ordinal))
            && File.Exists(path)
            ? [path]
            : null;
    }

    /// <summary>Null when one of the segment's files is missing.</summary>
    private List<string>? Files(int segment, bool isEnd = false)
    {
        if (segment >= Plan.Grid.Count)
        {
            return null;
        }

        var first = Plan.Grid.FirstFile(segment);
        var paths = Enumerable.Range(first, Plan.Grid.FirstFile(segment + 1) - first).Select(FilePath).ToList();
        if (isEnd)
        {
            paths = paths.Where(File.Exists).ToList();
            return paths.Count > 0 ? paths : null;
        }

        return paths.TrueForAll(File.Exists) ? paths : null;
    }

    private string FilePath(int file) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{file}.{Plan.SegmentContainer}"));
}

/// <summary>What a job is made of.</summary>
internal sealed record TranscodeJobSettings
{
    /// <summary>A segment that is further ahead of what is made is not waited for: ffmpeg starts there.</summary>
    public static readonly TimeSpan JumpAhead = TimeSpan.FromSeconds(24);

    public required string Key { get; init; }

    public required StreamPlan Plan { get; init; }

    public required string PlaySessionId { get; init; }

    public required string DeviceId { get; init; }

    public string Reasons { get; init; } = "";

    public required string Folder { get; init; }

    public required string Program { get; init; }

    public required VideoEncoding Encoding { get; init; }

    public TimeSpan RunAhead { get; init; }

    public TimeSpan KeepBehind { get; init; }

    public TimeSpan Timeout { get; init; }
}
