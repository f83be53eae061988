using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>For load balancers, container runtimes and Prometheus. None of them waits for anything.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder api)
    {
        api.MapGet("/health", () => TypedResults.Text("Healthy")).AllowAnonymous();
        api.MapGet("/health/ready", Ready).AllowAnonymous();
        api.MapGet("/metrics", Metrics).AllowAnonymous();
    }

    private static ContentHttpResult Ready(ReplicaReadiness readiness, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return readiness.Problem is { } problem
            ? TypedResults.Text(problem, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Text("Ready");
    }

    private static ContentHttpResult Metrics(MetricsListener metrics) => TypedResults.Text(metrics.Scrape(), "text/plain; version=0.0.4; charset=utf-8");
}
