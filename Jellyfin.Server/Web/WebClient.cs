using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Web;

/// <summary>Serves a Jellyfin web client at <c>/web/</c>, or a page that says that there is none.</summary>
internal static class WebClient
{
    private const string Root = "/web";

    /// <summary>Must stand before routing: files come first.</summary>
    public static void UseWebClient(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<PathOptions>>().Value.Web is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        app.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            RequestPath = Root,
            RedirectToAppendTrailingSlash = true,
            StaticFileOptions =
            {
                ServeUnknownFileTypes = true,
                // Names of the other files change with their content; a stale page would ask for files of an old version.
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                    file.File.Name is "index.html" or "config.json" or "serviceworker.js" ? "no-cache" : "public, max-age=86400",
            },
        });
    }

    public static void MapWebClient(this IEndpointRouteBuilder api)
    {
        api.MapGet("/", (HttpRequest request) => TypedResults.Redirect(request.PathBase + Root + "/")).AllowAnonymous();
        api.MapGet(Root, (HttpRequest request) => request.Path.Value!.EndsWith('/')
            ? Results.Content(Page, "text/html; charset=utf-8")
            : Results.Redirect(request.PathBase + Root + "/")).AllowAnonymous();
        api.MapGet(Root + "/index.html", () => TypedResults.Content(Page, "text/html; charset=utf-8")).AllowAnonymous();
    }

    private const string Page =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Jellyfin</title>
        <style>body{font-family:sans-serif;max-width:36em;margin:4em auto;padding:0 1em;background:#101010;color:#ddd}a{color:#00a4dc}</style></head>
        <body>
        <h1>Jellyfin is running</h1>
        <p>This server has no web client. Point a Jellyfin app (Android TV, Swiftfin, Kodi, findroid ...) at the address of this page without
        <code>/web/</code>.</p>
        <p>To serve a web client here, start the server with <code>--webdir</code> and the folder that holds its <code>index.html</code>.</p>
        </body>
        </html>
        """;
}
