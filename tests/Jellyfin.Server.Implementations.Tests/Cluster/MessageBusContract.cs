using System.Collections.Concurrent;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

public sealed record Greeting(string Text, DayOfWeek Day, IReadOnlyList<Guid> Ids);

public sealed record Farewell(int Number);

/// <summary>What every bus promises.</summary>
public abstract class MessageBusContract(string? endpoint) : SharedStateContract(endpoint)
{
    private IMessageBus Bus => Get<IMessageBus>();

    [Fact]
    public async Task A_subscriber_here_has_the_message_once_publishing_is_done()
    {
        var received = new ConcurrentQueue<Greeting>();
        using var subscription = Bus.Subscribe<Greeting>((message, _) => Add(received, message));
        var sent = new Greeting("hello", DayOfWeek.Friday, [Guid.NewGuid()]);

        await Bus.PublishAsync(sent, Cancel);
        await Bus.PublishAsync(new Farewell(1), Cancel);

        Assert.Same(sent, Assert.Single(received));
    }

    [Fact]
    public async Task Nothing_comes_after_the_subscription_ended()
    {
        var received = new ConcurrentQueue<Farewell>();
        Bus.Subscribe<Farewell>((message, _) => Add(received, message)).Dispose();

        await Bus.PublishAsync(new Farewell(1), Cancel);

        Assert.Empty(received);
    }

    [Fact]
    public async Task A_handler_is_called_for_one_message_at_a_time_and_in_order()
    {
        var received = new ConcurrentQueue<int>();
        var active = 0;
        using var subscription = Bus.Subscribe<Farewell>(async (message, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref active));
            await Task.Yield();
            received.Enqueue(message.Number);
            Interlocked.Decrement(ref active);
        });

        for (var i = 0; i < 100; i++)
        {
            await Bus.PublishAsync(new Farewell(i), Cancel);
        }

        await Eventually.IsTrueAsync(() => received.Count == 100, "all messages arrive");
        Assert.Equal(Enumerable.Range(0, 100), received);
    }

    [Fact]
    public async Task A_failing_or_slow_handler_hurts_nobody_else()
    {
        var received = new ConcurrentQueue<Farewell>();
        using var failing = Bus.Subscribe<Farewell>((_, _) => throw new InvalidOperationException("on purpose"));
        using var slow = Bus.Subscribe<Farewell>(async (_, cancellationToken) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
        using var good = Bus.Subscribe<Farewell>((message, _) => Add(received, message));

        await Bus.PublishAsync(new Farewell(1), Cancel);
        await Bus.PublishAsync(new Farewell(2), Cancel);

        Assert.Equal([1, 2], received.Select(message => message.Number));
    }

    private static ValueTask Add<T>(ConcurrentQueue<T> list, T message)
    {
        list.Enqueue(message);
        return ValueTask.CompletedTask;
    }
}

public sealed class InProcessMessageBusTests() : MessageBusContract(null);

public sealed class RedisMessageBusTests(RedisFixture redis) : MessageBusContract(redis.Endpoint);
