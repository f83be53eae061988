using MediaBrowser.Controller.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>
/// The one connection to Redis. It needs no server to start, reconnects by itself, and turns every failure and every command
/// without an answer into <see cref="SharedStateUnavailableException"/>.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task<ConnectionMultiplexer> _multiplexer;
    private long _pausedUntil;

    public RedisConnection(RedisConnector connector, TimeProvider time)
    {
        _options = connector.Options;
        _time = time;
        _multiplexer = connector.ConnectAsync(() => Restored?.Invoke(), _stopping.Token);
    }

    /// <summary>Raised when a connection came back; messages may have been missed. Handlers must not block.</summary>
    public event Action? Restored;

    public string Key(string name) => _options.KeyPrefix + name;

    public Task<T> ExecuteAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
        => GuardAsync(multiplexer => command(multiplexer.GetDatabase()), cancellationToken);

    /// <summary>Runs a script; the script text is sent each time, so a restarted or flushed Redis needs no special care.</summary>
    public Task<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken)
        => ExecuteAsync(database => database.ScriptEvaluateAsync(script, keys, arguments, CommandFlags.NoScriptCache), cancellationToken);

    /// <summary>Delivers what is published on the channel, across reconnections. <paramref name="received"/> must not block.</summary>
    public Task SubscribeAsync(string channel, Action<string> received, CancellationToken cancellationToken)
        => GuardAsync(
            async multiplexer =>
            {
                var subscriber = multiplexer.GetSubscriber();
                await subscriber.UnsubscribeAsync(channel);
                await subscriber.SubscribeAsync(channel, (_, message) => received(message.ToString()));
                return true;
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            var multiplexer = await _multiplexer;
            await multiplexer.CloseAsync(allowCommandsToComplete: false);
        }
        catch (OperationCanceledException)
        {
            // It never connected.
        }

        _stopping.Dispose();
    }

    private async Task<T> GuardAsync<T>(Func<ConnectionMultiplexer, Task<T>> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_time.GetTimestamp() < Volatile.Read(ref _pausedUntil))
        {
            throw new SharedStateUnavailableException("Redis does not answer");
        }

        try
        {
            return await RunAsync(command).WaitAsync(_options.CommandTimeout, _time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            Volatile.Write(ref _pausedUntil, _time.GetTimestamp() + (long)(_options.PauseAfterTimeout.TotalSeconds * _time.TimestampFrequency));
            throw new SharedStateUnavailableException("Redis does not answer", exception);
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            throw new SharedStateUnavailableException("Redis cannot be used: " + exception.Message, exception);
        }
    }

    private async Task<T> RunAsync<T>(Func<ConnectionMultiplexer, Task<T>> command) => await command(await _multiplexer);
}
