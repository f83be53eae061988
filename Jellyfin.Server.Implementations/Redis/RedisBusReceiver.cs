using System.Text.Json;
using System.Threading.Channels;
using Jellyfin.Server.Implementations.Cluster;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>Hands what the other processes say to the subscribers here, and notices what is missing.</summary>
internal sealed partial class RedisBusReceiver(MessageDispatcher dispatcher, BusSequences sequences, BusMetrics metrics, ILogger<RedisBusReceiver> logger)
{
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Post(string text) => _waiting.Writer.TryWrite(text);

    /// <param name="self">This process; its own messages were already delivered here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(string self, CancellationToken cancellationToken)
    {
        await foreach (var text in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                Receive(self, JsonSerializer.Deserialize<BusEnvelope>(text, BusEnvelope.Json)!);
            }
            catch (JsonException exception)
            {
                LogUnreadable(exception);
            }
        }
    }

    private void Receive(string self, BusEnvelope envelope)
    {
        if (sequences.Receive(envelope.Origin, envelope.Sequence))
        {
            metrics.Gap();
            dispatcher.Resynchronise();
        }

        if (envelope is not { Type: { } name, Message: { } json } || envelope.Origin == self)
        {
            return;
        }

        metrics.Received();
        if (dispatcher.FindType(name) is { } type)
        {
            dispatcher.Dispatch(type, json.Deserialize(type, BusEnvelope.Json)!);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A message from another replica could not be read")]
    private partial void LogUnreadable(Exception exception);
}
