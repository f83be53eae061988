using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Metrics;
using MediaBrowser.Controller.Hardware;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>For load balancers, container runtimes and Prometheus. None of them waits for anything.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder api)
    {
        api.MapGet("/health", () => TypedResults.Text("Healthy")).AllowAnonymous();
        api.MapGet("/health/ready", Ready).AllowAnonymous();
        api.MapGet("/health/transcode", Transcode).AllowAnonymous();
        api.MapGet("/metrics", Metrics).AllowAnonymous();
    }

    /// <param name="readiness">What it says.</param>
    /// <param name="drain">
    /// 404: that status for a replica that drains. HAProxy (<c>http-check disable-on-404</c>) then sends nothing new and lets what runs end;
    /// a replica that is down is cut off.
    /// </param>
    /// <param name="response">Not to be cached.</param>
    private static ContentHttpResult Ready(ReplicaReadiness readiness, int? drain, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        if (readiness.Problem is not { } problem)
        {
            return TypedResults.Text("Ready");
        }

        var saysNotFound = drain == StatusCodes.Status404NotFound && readiness.IsDraining;
        return TypedResults.Text(problem, statusCode: saysNotFound ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The first word is a <see cref="TranscodeHealth"/>; only a replica that may get transcodes answers 200.</summary>
    private static ContentHttpResult Transcode(IHardwareReadiness readiness, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        var state = readiness.Current;
        return TypedResults.Text(
            $"{state.Health}: {state.Reason}",
            statusCode: state.MayTranscode ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static ContentHttpResult Metrics(MetricsListener metrics) => TypedResults.Text(metrics.Scrape(), "text/plain; version=0.0.4; charset=utf-8");
}
