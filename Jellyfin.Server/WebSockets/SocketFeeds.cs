using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Contracts.Json;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets;

/// <summary>What one client watches.</summary>
internal sealed partial class SocketFeeds(
    SocketConnection connection,
    IReadOnlyCollection<ISocketFeed> feeds,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Begins or ends a feed if the message asks for one.</summary>
    public void Handle(InboundMessage message)
    {
        foreach (var feed in feeds)
        {
            if (message.MessageType == feed.Name + "Start" && connection.Caller.IsAdministrator)
            {
                Start(feed, message.Data);
            }
            else if (message.MessageType == feed.Name + "Stop")
            {
                Stop(feed.Name);
            }
        }
    }

    public void Dispose()
    {
        foreach (var name in _running.Keys)
        {
            Stop(name);
        }
    }

    private void Start(ISocketFeed feed, JsonElement? data)
    {
        var times = FeedTimes.Read(data);
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(connection.Lost);
        Stop(feed.Name);
        _running[feed.Name] = cancellation;
        _ = RunAsync(feed, times, cancellation.Token);
    }

    private void Stop(string name)
    {
        if (_running.TryRemove(name, out var cancellation))
        {
            cancellation.Cancel();
            cancellation.Dispose();
        }
    }

    private async Task RunAsync(ISocketFeed feed, FeedTimes times, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        JsonNode? last = null;
        try
        {
            await Task.Delay(times.Delay, time, cancellationToken);
            while (true)
            {
                last = await SendChangeAsync(feed, since, last, cancellationToken);
                await Task.Delay(times.Interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has seen enough.
        }
        catch (Exception exception)
        {
            // Nobody waits for this task.
            LogFailed(exception, feed.Name);
        }
    }

    private async Task<JsonNode?> SendChangeAsync(ISocketFeed feed, DateTimeOffset since, JsonNode? last, CancellationToken cancellationToken)
    {
        try
        {
            var data = await feed.ReadAsync(since, cancellationToken);
            var now = data is null ? null : JsonSerializer.SerializeToNode(data, WireJson.PascalCase);
            if (now is not null && !JsonNode.DeepEquals(now, last))
            {
                connection.Send(SocketText.Write(feed.Name, now.DeepClone()));
                return now;
            }
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogNotRead(feed.Name, exception.GetBaseException().Message);
        }

        return last;
    }

    [LoggerMessage(LogLevel.Error, "{Feed} failed")]
    private partial void LogFailed(Exception exception, string feed);

    [LoggerMessage(LogLevel.Debug, "{Feed} cannot be read: {Reason}")]
    private partial void LogNotRead(string feed, string reason);
}
