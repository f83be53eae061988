using System.Globalization;
using System.Threading.Channels;
using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Logging;

/// <summary>
/// Writes the log to a file a day in the log folder, where administrators read it from the dashboard, and removes old files. A disk that is
/// full or slow never holds up a request: lines are dropped then.
/// </summary>
internal sealed class FileLogProvider : ILoggerProvider
{
    private const int QueuedLines = 10_000;
    private const int KeptFiles = 7;
    private const string Prefix = "log_";

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(QueuedLines) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Task _writer;

    public FileLogProvider(IOptions<PathOptions> paths, TimeProvider time)
    {
        _folder = paths.Value.Logs;
        _time = time;
        _writer = Task.Run(WriteAsync);
    }

    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, _lines.Writer, _time);

    /// <summary>Writes what is queued, for two seconds at most.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        Task.WaitAny([_writer], TimeSpan.FromSeconds(2));
    }

    private async Task WriteAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            try
            {
                Directory.CreateDirectory(_folder);
                var day = _time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
                var path = Path.Combine(_folder, $"{Prefix}{day}.log");
                if (!File.Exists(path))
                {
                    RemoveOldFiles();
                }

                await using var file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
                while (_lines.Reader.TryRead(out var line))
                {
                    await file.WriteLineAsync(line);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The console has it, too.
                while (_lines.Reader.TryRead(out _))
                {
                }
            }
        }
    }

    private void RemoveOldFiles()
    {
        foreach (var old in Directory.GetFiles(_folder, Prefix + "*.log").OrderDescending(StringComparer.Ordinal).Skip(KeptFiles - 1))
        {
            File.Delete(old);
        }
    }

    private sealed class FileLogger(string category, ChannelWriter<string> lines, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var text = formatter(state, exception);
            lines.TryWrite(exception is null
                ? $"[{stamp}] [{logLevel}] {category}: {text}"
                : $"[{stamp}] [{logLevel}] {category}: {text}{Environment.NewLine}{exception}");
        }
    }
}
