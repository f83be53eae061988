using System.Data.Common;
using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// Leadership is a lease in the lease store (Redis, or this process when it is alone) together with a fencing token from PostgreSQL.
/// The lease makes hand-over quick; the token makes a leader that does not know it was replaced harmless.
/// </summary>
internal sealed partial class RedisTaskLeaderElection(
    LeaderLease leases,
    DatabaseState database,
    ReplicaReadiness readiness,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<RedisTaskLeaderElection> logger) : BackgroundService, ITaskLeadership
{
    private static readonly CancellationToken NotLeader = new(canceled: true);

    private readonly SemaphoreSlim _changing = new(1);
    private volatile Reign? _reign;
    private bool _isUndecided;

    public Lease? CurrentLease => _reign is { Token.IsCancellationRequested: false } reign ? reign.Lease : null;

    public CancellationToken Leadership => _reign?.Token ?? NotLeader;

    public Task<string?> CurrentLeaderAsync(CancellationToken cancellationToken) => leases.FindOwnerAsync(cancellationToken);

    public async Task ResignAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await EndReignAsync("resigned", cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ResignAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _changing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitUntilMigratedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var delay = await StepAsync(stoppingToken);
            await Task.Delay(delay, time, stoppingToken);
        }
    }

    /// <summary>Returns how long to wait until the next step.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_reign is not null)
            {
                await RenewAsync(cancellationToken);
            }

            if (_reign is null && !readiness.IsDraining)
            {
                await AcquireAsync(cancellationToken);
            }

            _isUndecided = false;
            return _reign is null ? options.Value.HeartbeatInterval : options.Value.LeaseDuration / 3;
        }
        catch (Exception exception) when (exception is SharedStateUnavailableException or DbException or TimeoutException)
        {
            if (!_isUndecided)
            {
                LogNoAnswer(exception.Message);
            }

            _isUndecided = true;
            return options.Value.HeartbeatInterval;
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var reign = _reign!;
        if (reign.Token.IsCancellationRequested)
        {
            await EndReignAsync("not renewed in time", cancellationToken);
        }
        else if (await leases.TryRenewAsync(reign.Stored, cancellationToken) is { } renewed)
        {
            reign.Extend(renewed, options.Value.LeaseDuration);
        }
        else
        {
            await EndReignAsync("the lease is gone", cancellationToken);
        }
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (await leases.TryTakeAsync(cancellationToken) is { } reign)
        {
            _reign = reign;
            LogLeader(reign.FencingToken);
        }
    }

    private async Task EndReignAsync(string reason, CancellationToken cancellationToken)
    {
        if (_reign is not { } reign)
        {
            return;
        }

        _reign = null;
        await reign.EndAsync();
        LogNotLeader(reign.FencingToken, reason);
        await leases.TryReleaseAsync(reign.Stored, cancellationToken);
        reign.Dispose();
    }

    [LoggerMessage(LogLevel.Information, "This replica runs the scheduled tasks now (fencing token {FencingToken})")]
    private partial void LogLeader(long fencingToken);

    [LoggerMessage(LogLevel.Information, "This replica no longer runs the scheduled tasks (fencing token {FencingToken}): {Reason}")]
    private partial void LogNotLeader(long fencingToken, string reason);

    [LoggerMessage(LogLevel.Warning, "Leadership cannot be decided: {Reason}")]
    private partial void LogNoAnswer(string reason);
}
