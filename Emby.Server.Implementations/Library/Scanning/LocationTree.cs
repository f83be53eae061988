using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Everything in one location of a library. Only one of its folders is in memory at a time.</summary>
internal sealed partial class LocationTree(LibraryFolder library, FolderReader folders, NfoReader nfo, ILogger logger)
{
    /// <summary>False after a location that is missing or cannot be read.</summary>
    public bool IsReadable { get; private set; } = true;

    public IEnumerable<ScanCandidate> Candidates(string location, Action<double> progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(location) || folders.ReadTop(location) is not var (root, subfolders))
        {
            IsReadable = false;
            yield break;
        }

        if (FilmKind() is { } kind)
        {
            foreach (var candidate in new FilmResolver(library, kind, LogDisc).Loose(root))
            {
                yield return candidate;
            }
        }

        for (var index = 0; index < subfolders.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (folders.Read(subfolders[index], cancellationToken) is { } folder)
            {
                foreach (var candidate in InFolder(folder))
                {
                    yield return candidate;
                }
            }

            progress((index + 1.0) / subfolders.Count);
        }
    }

    private IEnumerable<ScanCandidate> InFolder(MediaFolder folder)
    {
        var isSeries = library.CollectionType == CollectionType.tvshows || (library.CollectionType is null && SeriesResolver.LooksLikeSeries(folder));
        if (isSeries)
        {
            return new SeriesResolver(library, nfo.Read).Resolve(folder);
        }

        return FilmKind() is { } kind ? new FilmResolver(library, kind, LogDisc).InFolder(folder) : [];
    }

    /// <summary>What single video files are in this library; null = nothing.</summary>
    private BaseItemKind? FilmKind() => library.CollectionType switch
    {
        null or CollectionType.movies => BaseItemKind.Movie,
        CollectionType.homevideos or CollectionType.trailers => BaseItemKind.Video,
        CollectionType.musicvideos => BaseItemKind.MusicVideo,
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "Skipping {Folder}: Blu-ray and DVD folders cannot be played")]
    private partial void LogDisc(string folder);
}
