using System.Text.Json;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>
/// Writes what clients must not miss to the log, on every replica that hears of it: the one that made the change may be gone a moment
/// later. What happens while the log is away is written when it is back.
/// </summary>
internal sealed class TopicNotifier(IMessageLog log, TopicHub topics) : ISocketNotifier
{
    private const int MostOwed = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<(string Topic, string Entry)> _owed = new();

    public IEnumerable<IDisposable> Subscribe(IMessageBus bus) =>
    [
        bus.Subscribe<ItemsChanged>((changed, cancellationToken) => WriteAsync(TopicNames.Library, changed, cancellationToken)),
        bus.Subscribe<UserDataChanged>((changed, cancellationToken) => WriteAsync(TopicNames.OfUser(changed.UserId), changed, cancellationToken)),
        bus.OnResynchronise(CatchUpAsync),
    ];

    private async ValueTask WriteAsync<T>(string topic, T news, CancellationToken cancellationToken)
    {
        var entry = JsonSerializer.Serialize(news);
        try
        {
            await log.AppendAsync(topic, entry, cancellationToken);
            topics.Wake(topic);
        }
        catch (SharedStateUnavailableException)
        {
            Owe(topic, entry);
            topics.Wake(topic, unlogged: entry);
        }
    }

    private async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Owed() is { } owed)
            {
                await log.AppendAsync(owed.Topic, owed.Entry, cancellationToken);
                Paid(owed);
            }
        }
        catch (SharedStateUnavailableException)
        {
            // There will be another call when the connection is back.
        }

        topics.WakeAll();
    }

    private void Owe(string topic, string entry)
    {
        lock (_lock)
        {
            _owed.Enqueue((topic, entry));
            if (_owed.Count > MostOwed)
            {
                _owed.Dequeue();
            }
        }
    }

    private (string Topic, string Entry)? Owed()
    {
        lock (_lock)
        {
            return _owed.TryPeek(out var first) ? first : null;
        }
    }

    private void Paid((string Topic, string Entry) owed)
    {
        lock (_lock)
        {
            if (_owed.TryPeek(out var first) && first == owed)
            {
                _owed.Dequeue();
            }
        }
    }
}
