using Jellyfin.Server.Authentication;
using Jellyfin.Server.Cluster;
using Jellyfin.Server.Implementations.Cluster;
using MediaBrowser.Controller.Cluster;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What operators see and do; every replica answers alike.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder api)
    {
        api.MapClusterPage();
        api.MapGet("/cluster.json", async (ClusterAnswer cluster, CancellationToken cancellationToken)
            => TypedResults.Ok(await cluster.ReadAsync(cancellationToken))).WithName("GetCluster").RequireAuthorization(Policies.Elevated);
        var replicas = api.MapGroup("/Cluster/Replicas/{replicaId}").RequireAuthorization(Policies.Elevated);
        replicas.MapPost("/Drain", (string replicaId, DrainService drains, CancellationToken cancellationToken)
            => OrderAsync(replicaId, drains.DrainAsync, cancellationToken)).WithName("DrainReplica");
        replicas.MapPost("/Undrain", (string replicaId, DrainService drains, CancellationToken cancellationToken)
            => OrderAsync(replicaId, drains.UndrainAsync, cancellationToken)).WithName("UndrainReplica");
    }

    /// <summary>202: the order is stored, and the replica follows within a heartbeat.</summary>
    private static async Task<Results<Accepted, ProblemHttpResult>> OrderAsync(
        string replicaId, Func<string, CancellationToken, Task<DrainAnswer>> order, CancellationToken cancellationToken)
    {
        try
        {
            return await order(replicaId, cancellationToken) switch
            {
                DrainAnswer.Ordered => TypedResults.Accepted((string?)null),
                DrainAnswer.NobodyElseServes => TypedResults.Problem(
                    "No other replica is ready: nobody would be left to serve.", statusCode: StatusCodes.Status409Conflict),
                _ => TypedResults.Problem("No such replica is alive.", statusCode: StatusCodes.Status404NotFound),
            };
        }
        catch (SharedStateUnavailableException)
        {
            return TypedResults.Problem("Redis cannot be reached, so the order cannot be passed on.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
