using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>
/// Writes down how far clients have been told, right after a message has left: a client that comes back on another replica goes on from
/// there. Several notes that come together are one write.
/// </summary>
internal sealed partial class TopicPositions(IMessageLog log, TimeProvider time, ILogger<TopicPositions> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private Dictionary<(string Topic, string Reader), long> _notes = [];

    public void Note(string topic, string reader, long position)
    {
        lock (_lock)
        {
            _notes[(topic, reader)] = Math.Max(position, _notes.GetValueOrDefault((topic, reader)));
            if (_some.CurrentCount == 0)
            {
                _some.Release();
            }
        }
    }

    public override void Dispose()
    {
        _some.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _some.WaitAsync(stoppingToken);
            try
            {
                await SaveAsync(stoppingToken);
            }
            catch (SharedStateUnavailableException exception)
            {
                LogNotSaved(exception.Message);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string Topic, string Reader), long> notes;
        lock (_lock)
        {
            (notes, _notes) = (_notes, []);
        }

        foreach (var topic in notes.GroupBy(note => note.Key.Topic).ToList())
        {
            try
            {
                await log.AdvanceAsync(topic.Key, topic.ToDictionary(note => note.Key.Reader, note => note.Value), cancellationToken);
            }
            catch (SharedStateUnavailableException)
            {
                foreach (var ((name, reader), position) in topic)
                {
                    Note(name, reader, position);
                }

                throw;
            }

            foreach (var note in topic)
            {
                notes.Remove(note.Key);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "How far clients have been told was not written down: {Reason}")]
    private partial void LogNotSaved(string reason);
}
