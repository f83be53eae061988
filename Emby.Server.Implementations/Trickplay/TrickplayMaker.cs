using System.ComponentModel;
using Emby.Server.Implementations.Streaming.Ffmpeg;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Makes the tiles of one film with ffmpeg.</summary>
internal sealed partial class TrickplayMaker(
    TrickplayProcess process,
    FfmpegFeatureReader features,
    TrickplayFolders folders,
    IConfigurationStore configuration,
    ILogger<TrickplayMaker> logger)
{
    /// <summary>Returns null when it cannot be made; nothing is left then.</summary>
    public async Task<TrickplaySet?> MakeAsync(
        string path, ItemMedia media, TrickplayPlan plan, TrickplayOptions options, CancellationToken cancellationToken)
    {
        var name = TrickplayFolders.NewName(plan);
        var folder = new DirectoryInfo(folders.Of(media.ItemId, name));
        TrickplaySet? made = null;
        try
        {
            folder.Create();
            var encoding = await configuration.GetAsync<EncodingOptions>(ConfigurationKeys.Encoding, cancellationToken);
            var toneMap = TrickplayArguments.ToneMap(media, await features.ReadAsync(cancellationToken), encoding);
            var arguments = TrickplayArguments.Make(path, media, plan, options, toneMap);
            if (await process.RunAsync(media.ItemId, arguments, folder.FullName, options.ProcessPriority, cancellationToken) is not { } log)
            {
                return null;
            }

            made = Describe(media, plan, name, log, folder);
            if (made is null)
            {
                LogFailed(media.ItemId, $"{log.Count} pictures of height {log.Height} do not fill the tiles");
            }

            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            LogFailed(media.ItemId, exception.GetType().Name);
            return null;
        }
        finally
        {
            if (made is null)
            {
                TrickplayFolders.TryDelete(folder);
            }
        }
    }

    /// <summary>For a set that was made and is not stored.</summary>
    public void Discard(TrickplaySet set) => TrickplayFolders.TryDelete(new DirectoryInfo(folders.Of(set.ItemId, set.Folder)));

    /// <summary>Null unless every tile is there.</summary>
    private static TrickplaySet? Describe(ItemMedia media, TrickplayPlan plan, string name, ThumbnailLog log, DirectoryInfo folder)
    {
        var tiles = folder.GetFiles("*.jpg");
        var set = new TrickplaySet
        {
            ItemId = media.ItemId,
            Width = plan.Width,
            Height = log.Height,
            TileWidth = plan.TileWidth,
            TileHeight = plan.TileHeight,
            ThumbnailCount = log.Count,
            Interval = plan.Interval,
            Bandwidth = TrickplayTiles.Bandwidth(plan, tiles.Select(tile => tile.Length).DefaultIfEmpty().Max()),
            Folder = name,
            FileSize = media.Size,
            FileModified = media.FileModified,
        };
        return log.Height > 0 && tiles.Length > 0 && tiles.Length == set.TileCount() ? set : null;
    }

    [LoggerMessage(LogLevel.Warning, "No preview pictures could be kept of item {ItemId}: {Reason}")]
    private partial void LogFailed(Guid itemId, string reason);
}
