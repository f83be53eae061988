using System.Text.Json;
using Jellyfin.Server.Implementations.Cluster;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>
/// Redis publish/subscribe. Every process counts what it sends and sends a sign of life each second, also to itself: a gap in the
/// numbers, from whatever cause, is noticed within a second and answered by emptying caches.
/// </summary>
internal sealed partial class RedisMessageBus(
    RedisConnection redis,
    RedisBusSender sender,
    RedisBusReceiver receiver,
    BusSequences sequences,
    MessageDispatcher dispatcher,
    IOptions<ClusterOptions> options,
    ILogger<RedisMessageBus> logger) : BackgroundService, IMessageBus
{
    private readonly string _channel = redis.Key("bus");

    public ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        dispatcher.Dispatch(typeof(T), message);
        sender.Send(typeof(T).FullName, JsonSerializer.SerializeToElement(message, BusEnvelope.Json));
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
        where T : class
        => dispatcher.Subscribe(typeof(T), (message, cancellationToken) => handler((T)message, cancellationToken));

    public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler) => dispatcher.OnResynchronise(handler);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        redis.Restored += dispatcher.Resynchronise;
        await Task.WhenAll(
            sender.RunAsync(_channel, stoppingToken),
            receiver.RunAsync(sender.Origin, stoppingToken),
            HeartbeatLoopAsync(stoppingToken));
    }

    private async Task HeartbeatLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval);
        do
        {
            if (sequences.ForgetSilent())
            {
                dispatcher.Resynchronise();
            }

            // A subscription that is silently dead shows as our own signs of life not coming back.
            if (!sequences.Knows(sender.Origin))
            {
                await SubscribeAsync(cancellationToken);
            }

            sender.Send(null, null);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await redis.SubscribeAsync(_channel, receiver.Post, cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogNotSubscribed(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Messages cannot be received: {Reason}")]
    private partial void LogNotSubscribed(string reason);
}
