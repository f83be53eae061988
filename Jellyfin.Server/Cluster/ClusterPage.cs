using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Cluster;

/// <summary>The cluster page: three files without any data; that comes from <c>/cluster.json</c> with the administrator's token.</summary>
internal static class ClusterPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapClusterPage(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cluster", Page).AllowAnonymous();
        api.MapGet("/cluster/page.js", (HttpResponse response) => File(response, "page.js", "text/javascript; charset=utf-8")).AllowAnonymous();
        api.MapGet("/cluster/page.css", (HttpResponse response) => File(response, "page.css", "text/css; charset=utf-8")).AllowAnonymous();
    }

    /// <summary>Its addresses are relative, so that it works below a base URL; with a slash at the end they would be wrong.</summary>
    private static Results<FileStreamHttpResult, RedirectHttpResult> Page(HttpRequest request)
        => request.Path.Value!.EndsWith('/')
            ? TypedResults.Redirect(request.PathBase + "/cluster")
            : File(request.HttpContext.Response, "page.html", "text/html; charset=utf-8");

    private static FileStreamHttpResult File(HttpResponse response, string name, string type)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Stream(typeof(ClusterPage).Assembly.GetManifestResourceStream("cluster/" + name)!, type);
    }
}
