using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>Opens the connection to Redis, as often as it takes.</summary>
internal sealed partial class RedisConnector(IOptions<RedisOptions> options, TimeProvider time, ILogger<RedisConnector> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public RedisOptions Options => options.Value;

    /// <param name="restored">Called when a lost connection is back; must not block.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<ConnectionMultiplexer> ConnectAsync(Action restored, CancellationToken cancellationToken)
    {
        // The first attempt may block while it looks for the server; start-up must not.
        await Task.Yield();
        while (true)
        {
            try
            {
                return Watch(await ConnectionMultiplexer.ConnectAsync(Configure()), restored);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                LogNotReachable(exception.Message);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    private ConnectionMultiplexer Watch(ConnectionMultiplexer multiplexer, Action restored)
    {
        multiplexer.ConnectionFailed += (_, failure) => LogLost(failure.ConnectionType, failure.FailureType);
        multiplexer.ConnectionRestored += (_, connection) =>
        {
            LogRestored(connection.ConnectionType);
            restored();
        };
        return multiplexer;
    }

    private ConfigurationOptions Configure()
    {
        var configuration = ConfigurationOptions.Parse(Options.Endpoint!);
        configuration.AbortOnConnectFail = false;
        configuration.ClientName = "jellyfin";
        configuration.ConnectTimeout = (int)Options.CommandTimeout.TotalMilliseconds;
        configuration.SyncTimeout = (int)Options.CommandTimeout.TotalMilliseconds;
        configuration.KeepAlive = 2;
        configuration.Password = Options.Password ?? configuration.Password;
        return configuration;
    }

    [LoggerMessage(LogLevel.Warning, "Redis cannot be reached yet: {Reason}")]
    private partial void LogNotReachable(string reason);

    [LoggerMessage(LogLevel.Warning, "Redis {Connection} connection lost: {Reason}")]
    private partial void LogLost(ConnectionType connection, ConnectionFailureType reason);

    [LoggerMessage(LogLevel.Information, "Redis {Connection} connection restored")]
    private partial void LogRestored(ConnectionType connection);
}
