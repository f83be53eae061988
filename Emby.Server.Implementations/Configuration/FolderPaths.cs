using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Configuration;

namespace Emby.Server.Implementations.Configuration;

internal static class FolderPaths
{
    /// <summary>The switches Jellyfin people know: <c>--datadir</c>, <c>--cachedir</c>, <c>--logdir</c>, <c>--webdir</c>.</summary>
    public static void ApplyCommandLine(PathOptions paths, IConfiguration configuration)
    {
        paths.Data = configuration["datadir"] ?? paths.Data;
        paths.Cache = configuration["cachedir"] ?? paths.Cache;
        paths.Logs = configuration["logdir"] ?? paths.Logs;
        paths.Web = configuration["webdir"] ?? paths.Web;
    }

    public static void Canonicalise(PathOptions paths)
    {
        paths.Data = Canonical(paths.Data);
        paths.Cache = Canonical(paths.Cache);
        paths.Logs = Canonical(paths.Logs);
        paths.Transcodes = paths.Transcodes.Length == 0 ? Path.Combine(paths.Cache, "transcodes") : Canonical(paths.Transcodes);
        paths.Web = string.IsNullOrEmpty(paths.Web) ? null : Canonical(paths.Web);
    }

    private static string Canonical(string path) => path.Length == 0 ? path : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
