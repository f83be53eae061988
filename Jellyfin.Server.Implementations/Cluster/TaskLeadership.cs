using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Competes for the lease, keeps it, and ends what depends on it in time.</summary>
internal sealed class TaskLeadership(
    ITaskLeaderElection election,
    DatabaseState database,
    ReplicaReadiness readiness,
    ReplicaIdentity self,
    LeaderJournal journal,
    IOptions<HighAvailabilityOptions> options,
    TimeProvider time) : BackgroundService, ITaskLeadership
{
    /// <summary>A lease that was released is taken within this.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private static readonly CancellationToken NotLeader = new(canceled: true);

    private readonly string _owner = $"{self.Id}/{self.Incarnation}";
    private readonly SemaphoreSlim _changing = new(1);
    private volatile Reign? _reign;

    public Lease? CurrentLease => _reign is { IsOver: false } reign ? reign.Lease : null;

    public CancellationToken Leadership => _reign is { IsOver: false } reign ? reign.Token : NotLeader;

    public async Task<Lease?> CurrentLeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await election.CurrentAsync(cancellationToken);
        }
        catch (Exception exception) when (IsUndecided(exception))
        {
            return null;
        }
    }

    public async Task ResignAsync(CancellationToken cancellationToken)
    {
        // What runs ends at once, even when a renewal waits for an answer.
        await (_reign?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await EndReignAsync(LeaderLoss.Resigned, cancellationToken);
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
            await Task.Delay(await StepAsync(stoppingToken), time, stoppingToken);
        }
    }

    /// <summary>Returns how long to wait until the next step.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_reign is { } reign)
            {
                await KeepAsync(reign, cancellationToken);
            }

            if (_reign is null && !readiness.IsDraining)
            {
                await AcquireAsync(cancellationToken);
            }

            journal.Decided();
            return _reign is null ? LookInterval : options.Value.RenewEvery;
        }
        catch (Exception exception) when (IsUndecided(exception))
        {
            journal.Undecided(exception);
            return LookInterval;
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task KeepAsync(Reign reign, CancellationToken cancellationToken)
    {
        if (reign.IsOver)
        {
            await EndReignAsync(LeaderLoss.Expired, cancellationToken);
            return;
        }

        var asked = time.GetTimestamp();
        if (await election.TryRenewAsync(reign.Lease, options.Value.LeaseDuration, cancellationToken) is { } renewed)
        {
            reign.Extend(renewed, asked);
            journal.Renewed(renewed);
        }
        else
        {
            await EndReignAsync(LeaderLoss.Lost, cancellationToken);
        }
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        if (await election.TryAcquireAsync(_owner, options.Value.LeaseDuration, cancellationToken) is { } lease)
        {
            _reign = new Reign(lease, asked, LeaderRules.Term(options.Value.LeaseDuration), time);
            journal.Acquired(lease);
        }
    }

    private async Task EndReignAsync(LeaderLoss reason, CancellationToken cancellationToken)
    {
        if (_reign is not { } reign)
        {
            return;
        }

        _reign = null;
        await reign.DisposeAsync();
        journal.Ended(reign.Lease, reason);
        try
        {
            await election.ReleaseAsync(reign.Lease, cancellationToken);
        }
        catch (Exception exception) when (IsUndecided(exception))
        {
            // It expires by itself.
        }
    }

    private static bool IsUndecided(Exception exception) => exception is SharedStateUnavailableException || exception.IsDatabaseOutage();
}
