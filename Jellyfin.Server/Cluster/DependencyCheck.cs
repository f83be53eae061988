using Jellyfin.Server.Contracts.Cluster;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Cluster;

/// <summary>Asks PostgreSQL or Redis something; no answer is an answer, too.</summary>
internal sealed class DependencyCheck(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<(T? Value, ClusterDependency State)> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var started = time.GetTimestamp();
        try
        {
            var value = await ask(limit.Token);
            return (value, new ClusterDependency("Ok", Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1)));
        }
        catch (Exception exception) when (IsAway(exception) && !cancellationToken.IsCancellationRequested)
        {
            return (default, new ClusterDependency("Away", null));
        }
    }

    private static bool IsAway(Exception exception)
        => exception is SharedStateUnavailableException or OperationCanceledException || exception.IsDatabaseOutage();
}
