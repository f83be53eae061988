using System.Text.Json;
using System.Threading.Channels;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>Numbers messages and sends them one after the other. Nobody waits for it.</summary>
internal sealed partial class RedisBusSender(RedisConnection redis, BusMetrics metrics, ILogger<RedisBusSender> logger)
{
    private readonly Lock _lock = new();
    private readonly Channel<BusEnvelope> _waiting = Channel.CreateBounded<BusEnvelope>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _sequence;

    public string Origin { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>What does not fit in is dropped; its number is missing then, which tells the receivers.</summary>
    public void Send(string? type, JsonElement? message)
    {
        lock (_lock)
        {
            _waiting.Writer.TryWrite(new BusEnvelope(Origin, ++_sequence, type, message));
        }
    }

    public async Task RunAsync(string channel, CancellationToken cancellationToken)
    {
        await foreach (var envelope in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                var text = JsonSerializer.Serialize(envelope, BusEnvelope.Json);
                await redis.ExecuteAsync(database => database.PublishAsync(channel, text), cancellationToken);
                Count(envelope, metrics.Published);
            }
            catch (SharedStateUnavailableException exception)
            {
                Count(envelope, metrics.Lost);
                LogNotSent(envelope.Type ?? "heartbeat", exception.Message);
            }
        }
    }

    private static void Count(BusEnvelope envelope, Action count)
    {
        if (envelope.Type is not null)
        {
            count();
        }
    }

    [LoggerMessage(LogLevel.Debug, "Message {Message} was not sent: {Reason}")]
    private partial void LogNotSent(string message, string reason);
}
