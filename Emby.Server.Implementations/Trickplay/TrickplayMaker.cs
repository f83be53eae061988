using System.ComponentModel;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Makes the tiles of one film with ffmpeg.</summary>
internal sealed partial class TrickplayMaker(TrickplayRuns runs, TrickplayFolders folders, TrickplayBeside beside, ILogger<TrickplayMaker> logger)
{
    /// <summary>Returns null when it cannot be made; nothing is left then.</summary>
    public async Task<TrickplaySet?> MakeAsync(
        TrickplaySource film, TrickplayPlan plan, TrickplayOptions options, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(folders.Of(film.Media.ItemId, TrickplayFolders.NewName(plan)));
        var isKept = false;
        try
        {
            folder.Create();
            var run = await runs.RunAsync(film, plan, options, folder.FullName, cancellationToken);
            if (run.Thumbnails is not { } thumbnails)
            {
                LogFailed(film.Media.ItemId, run.Problem);
                return null;
            }

            if (Describe(film.Media, plan, thumbnails, folder) is not { } made)
            {
                LogFailed(film.Media.ItemId, $"{thumbnails.Count} pictures of height {thumbnails.Height} do not fill the tiles");
                return null;
            }

            if (film.KeepsBeside && await beside.KeepAsync(film, plan, made, cancellationToken) is { } name)
            {
                made.Folder = name;
                return made;
            }

            isKept = true;
            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            LogFailed(film.Media.ItemId, exception.GetType().Name);
            return null;
        }
        finally
        {
            if (!isKept)
            {
                TrickplayFolders.TryDelete(folder);
            }
        }
    }

    /// <summary>For a set that was made and is not stored.</summary>
    public void Discard(TrickplaySource film, TrickplayPlan plan, TrickplaySet set)
    {
        if (TrickplayFolders.IsBeside(set))
        {
            TrickplayBeside.Discard(film, plan);
        }
        else
        {
            TrickplayFolders.TryDelete(new DirectoryInfo(folders.Of(set, film.Path)));
        }
    }

    /// <summary>Null unless every tile is there.</summary>
    private static TrickplaySet? Describe(ItemMedia media, TrickplayPlan plan, ThumbnailLog log, DirectoryInfo folder)
    {
        var tiles = folder.GetFiles("*.jpg");
        var set = plan.Describe(media, log.Height, log.Count, tiles.Select(tile => tile.Length).DefaultIfEmpty().Max());
        set.Folder = folder.Name;
        return log.Height > 0 && tiles.Length > 0 && tiles.Length == set.TileCount() ? set : null;
    }

    [LoggerMessage(LogLevel.Warning, "No preview pictures could be made of item {ItemId}: {Reason}")]
    private partial void LogFailed(Guid itemId, string reason);
}
