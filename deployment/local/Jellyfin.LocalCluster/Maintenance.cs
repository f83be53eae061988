using System.Net;
using Jellyfin.LocalCluster.Services;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.LocalCluster;

/// <summary>Takes replicas out of service and back, without a client noticing.</summary>
internal sealed class Maintenance(ClusterServices services, IProgressDisplay progress)
{
    private static readonly TimeSpan OrderLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);

    /// <summary>Returns when no new requests are sent to the replica. Refuses when nobody else is ready.</summary>
    public async Task DrainAsync(ClusterState state, ReplicaState replica, CancellationToken cancellationToken)
    {
        RequireRunning(replica);
        var asked = await FindReadyAsync(state, replica, cancellationToken);
        await OrderAsync(asked, replica, "Drain", cancellationToken);
        await WaitUntilReadyIsAsync(false, replica, cancellationToken);
        await HaproxyView.WaitUntilAsync(sends: false, state, replica, cancellationToken);
    }

    /// <summary>Returns when the replica is ready and gets requests again.</summary>
    public async Task UndrainAsync(ClusterState state, ReplicaState replica, CancellationToken cancellationToken)
    {
        RequireRunning(replica);
        await OrderAsync(replica, replica, "Undrain", cancellationToken);
        await WaitUntilReadyIsAsync(true, replica, cancellationToken);
        await HaproxyView.WaitUntilAsync(sends: true, state, replica, cancellationToken);
    }

    /// <summary>Drains, stops and starts one replica after the other, and starts those that do not run.</summary>
    public async Task RollingRestartAsync(ClusterState state, CancellationToken cancellationToken)
    {
        foreach (var replica in state.Replicas)
        {
            if (replica.Process is { IsRunning: true } process)
            {
                progress.Step($"Draining {replica.Id}");
                await DrainAsync(state, replica, cancellationToken);
                progress.Step($"Restarting {replica.Id}");
                await ReplicaServer.StopAsync(process, cancellationToken);
            }
            else
            {
                progress.Step($"Starting {replica.Id}");
            }

            services.StartReplica(state, replica);
            await ReplicaServer.WaitUntilReadyAsync(services.Folders, replica, cancellationToken);
            await HaproxyView.WaitUntilAsync(sends: true, state, replica, cancellationToken);
        }
    }

    private async Task OrderAsync(ReplicaState asked, ReplicaState replica, string order, CancellationToken cancellationToken)
    {
        var password = FirstRun.ReadPassword(services.Folders) ?? throw new ClusterException("nobody went through the wizard yet, so there is no administrator to give the order");
        using var client = new ServerClient(asked.Url);
        await client.LogInAsync(FirstRun.AdminName, password, cancellationToken);
        var path = $"/Cluster/Replicas/{replica.Id}/{order}";
        // A replica that has just started is alive and ready a heartbeat before the others know.
        await Waiting.ForAsync(
            async () =>
            {
                using var response = await client.Http.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
                return response.StatusCode switch
                {
                    HttpStatusCode.Accepted => true,
                    HttpStatusCode.Conflict or HttpStatusCode.NotFound => false,
                    var status => throw new ClusterException($"POST {path} was answered {(int)status} {await response.Content.ReadAsStringAsync(cancellationToken)}"),
                };
            },
            () => null,
            LookLimit,
            $"no other replica than {replica.Id} was ready, or none knew it",
            cancellationToken);
        await client.PostAsync("/Sessions/Logout", null, cancellationToken);
    }

    private static Task WaitUntilReadyIsAsync(bool ready, ReplicaState replica, CancellationToken cancellationToken)
        => Waiting.ForAsync(
            async () => await ReplicaServer.IsReadyAsync(replica, cancellationToken) == ready,
            () => replica.Process is { IsRunning: true } ? null : $"replica {replica.Id} ended",
            OrderLimit,
            $"replica {replica.Id} did not {(ready ? "become ready" : "drain")}",
            cancellationToken);

    private static async Task<ReplicaState> FindReadyAsync(ClusterState state, ReplicaState except, CancellationToken cancellationToken)
    {
        ReplicaState? found = null;
        await Waiting.ForAsync(
            async () =>
            {
                foreach (var other in state.Replicas.Where(other => other != except && other.Process is { IsRunning: true }))
                {
                    found ??= await ReplicaServer.IsReadyAsync(other, cancellationToken) ? other : null;
                }

                return found is not null;
            },
            () => null,
            LookLimit,
            $"no other replica than {except.Id} was ready",
            cancellationToken);
        return found!;
    }

    private static void RequireRunning(ReplicaState replica)
    {
        if (replica.Process is not { IsRunning: true })
        {
            throw new ClusterException($"replica {replica.Id} does not run");
        }
    }
}
