using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Networking;

/// <summary>
/// The settings that every request needs, without waiting for the database: read in the background at start, after each change and
/// from time to time. Defaults until they were read once.
/// </summary>
public sealed partial class NetworkSettings : BackgroundService
{
    /// <summary>Costs nothing: the store has them in memory.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly IConfigurationStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<NetworkSettings> _logger;
    private readonly SemaphoreSlim _changed = new(0);
    private readonly IDisposable[] _subscriptions;
    private volatile NetworkSnapshot _current = new(new NetworkConfiguration(), ["*"]);

    public NetworkSettings(IConfigurationStore store, IMessageBus bus, TimeProvider time, ILogger<NetworkSettings> logger)
    {
        _store = store;
        _time = time;
        _logger = logger;
        _subscriptions = [bus.Subscribe<ConfigurationChanged>((_, _) => ReadAgain()), bus.OnResynchronise(_ => ReadAgain())];
    }

    public NetworkSnapshot Current => _current;

    public override void Dispose()
    {
        Array.ForEach(_subscriptions, subscription => subscription.Dispose());
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var network = await _store.GetAsync<NetworkConfiguration>(ConfigurationKeys.Network, stoppingToken);
                var system = await _store.GetAsync<ServerConfiguration>(ConfigurationKeys.System, stoppingToken);
                _current = new NetworkSnapshot(network, system.CorsHosts);
                await WaitAsync(stoppingToken);
            }
            catch (Exception exception) when (exception.IsDatabaseOutage())
            {
                LogNotRead(exception.Message);
                await Task.Delay(RetryDelay, _time, stoppingToken);
            }
        }
    }

    private ValueTask ReadAgain()
    {
        _changed.Release();
        return ValueTask.CompletedTask;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await using var timer = _time.CreateTimer(_ => _changed.Release(), null, Period, Timeout.InfiniteTimeSpan);
        await _changed.WaitAsync(cancellationToken);
        while (_changed.Wait(0, cancellationToken))
        {
            // Several changes need one reading.
        }
    }

    [LoggerMessage(LogLevel.Debug, "Network settings cannot be read yet: {Reason}")]
    private partial void LogNotRead(string reason);
}

/// <param name="Network">As saved.</param>
/// <param name="CorsHosts">Origins that browsers may call from; <c>*</c> = any.</param>
public sealed record NetworkSnapshot(NetworkConfiguration Network, IReadOnlyList<string> CorsHosts);
