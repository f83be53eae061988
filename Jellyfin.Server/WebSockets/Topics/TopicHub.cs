using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>The topics that sockets of this replica listen to, and when their listeners are told.</summary>
internal sealed partial class TopicHub(
    IMessageLog log,
    TopicPositions positions,
    TopicContents contents,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<TopicHub> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>Sends a new socket what its session missed; from then on it gets what comes.</summary>
    public async Task AddAsync(SocketConnection socket, CancellationToken cancellationToken)
    {
        var topics = new List<Topic>();
        lock (_lock)
        {
            foreach (var name in TopicNames.Of(socket))
            {
                if (!_topics.TryGetValue(name, out var topic))
                {
                    _topics[name] = topic = new Topic(name, contents.Of(name), log, positions);
                }

                topic.Add(new TopicReader(socket));
                topics.Add(topic);
            }
        }

        await Task.WhenAll(topics.Select(topic => TryAsync(topic, topic.BeginAsync, cancellationToken)));
    }

    public void Remove(SocketConnection socket)
    {
        lock (_lock)
        {
            foreach (var name in TopicNames.Of(socket))
            {
                if (_topics.TryGetValue(name, out var topic))
                {
                    topic.Remove(socket);
                    if (topic.IsEmpty)
                    {
                        _topics.Remove(name);
                    }
                }
            }
        }
    }

    /// <summary>Listeners are told soon; together with what else comes until then.</summary>
    /// <param name="topicName">What there is news about.</param>
    /// <param name="unlogged">The news, where it could not be written to the log.</param>
    public void Wake(string topicName, string? unlogged = null)
    {
        Topic? topic;
        lock (_lock)
        {
            topic = _topics.GetValueOrDefault(topicName);
        }

        if (topic is null)
        {
            return;
        }

        if (unlogged is not null)
        {
            topic.AddUnlogged(unlogged);
        }

        Schedule(topic, null);
    }

    /// <summary>After messages between replicas were lost: the log has them.</summary>
    public void WakeAll()
    {
        Topic[] all;
        lock (_lock)
        {
            all = [.. _topics.Values];
        }

        foreach (var topic in all)
        {
            Schedule(topic, TimeSpan.Zero);
        }
    }

    private void Schedule(Topic topic, TimeSpan? delay)
    {
        if (topic.BeginWaiting())
        {
            _ = DeliverLaterAsync(topic, delay, lifetime.ApplicationStopping);
        }
    }

    private async Task DeliverLaterAsync(Topic topic, TimeSpan? delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay ?? await topic.Content.WindowAsync(cancellationToken), time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception exception) when (IsAway(exception))
        {
            LogNotDelivered(topic.Name, exception.GetBaseException().Message);
        }

        topic.EndWaiting();
        await TryAsync(topic, topic.DeliverAsync, cancellationToken);
    }

    private async Task TryAsync(Topic topic, Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The replica stops, or the client is gone.
        }
        catch (Exception exception) when (IsAway(exception))
        {
            LogNotDelivered(topic.Name, exception.GetBaseException().Message);
            if (!topic.IsEmpty)
            {
                Schedule(topic, RetryAfter);
            }
        }
    }

    private static bool IsAway(Exception exception)
        => exception is SharedStateUnavailableException || exception.IsDatabaseOutage();

    [LoggerMessage(LogLevel.Debug, "Clients will be told of {Topic} later: {Reason}")]
    private partial void LogNotDelivered(string topic, string reason);
}
