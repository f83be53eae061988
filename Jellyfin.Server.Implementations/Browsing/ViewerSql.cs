using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>What a viewer may see, as conditions on <c>items i</c>. An unrestricted viewer costs nothing.</summary>
internal static class ViewerSql
{
    private static readonly Dictionary<UnratedItem, BaseItemKind[]> KindsOfUnrated = new()
    {
        [UnratedItem.Movie] = [BaseItemKind.Movie],
        [UnratedItem.Trailer] = [BaseItemKind.Trailer],
        [UnratedItem.Series] = [BaseItemKind.Series, BaseItemKind.Season, BaseItemKind.Episode],
        [UnratedItem.Music] = [BaseItemKind.Audio, BaseItemKind.MusicAlbum, BaseItemKind.MusicArtist, BaseItemKind.MusicVideo],
        [UnratedItem.Book] = [BaseItemKind.Book, BaseItemKind.AudioBook],
        [UnratedItem.LiveTvChannel] = [BaseItemKind.LiveTvChannel, BaseItemKind.TvChannel],
        [UnratedItem.LiveTvProgram] = [BaseItemKind.LiveTvProgram, BaseItemKind.TvProgram, BaseItemKind.Program],
        [UnratedItem.ChannelContent] = [BaseItemKind.ChannelFolderItem],
        [UnratedItem.Other] = [BaseItemKind.Video, BaseItemKind.BoxSet, BaseItemKind.Photo, BaseItemKind.PhotoAlbum, BaseItemKind.Recording],
    };

    /// <summary>Seasons and episodes take what they do not have themselves from their series.</summary>
    private const string Rating = "COALESCE(i.parental_rating, (SELECT s.parental_rating FROM items s WHERE s.id = i.series_id))";

    public static void Add(SqlConditions sql, Viewer viewer)
    {
        if (viewer.SeesEverything)
        {
            return;
        }

        if (viewer.AllowedLibraries is { } allowed)
        {
            sql.Add($"(i.library_id IS NULL OR i.library_id = ANY({sql.Parameter(allowed.ToArray())}))");
        }

        if (viewer.BlockedLibraries.Count > 0)
        {
            sql.Add($"(i.library_id IS NULL OR i.library_id <> ALL({sql.Parameter(viewer.BlockedLibraries.ToArray())}))");
        }

        if (viewer.MaxParentalRating is { } maximum)
        {
            sql.Add($"COALESCE({Rating}, 0) <= {sql.Parameter(maximum)}");
        }

        if (viewer.BlockedUnrated.Count > 0)
        {
            var kinds = viewer.BlockedUnrated.SelectMany(kind => KindsOfUnrated[kind]).Select(kind => (int)kind).ToArray();
            sql.Add($"(i.kind <> ALL({sql.Parameter(kinds)}) OR {Rating} IS NOT NULL)");
        }

        AddTags(sql, viewer);
    }

    private static void AddTags(SqlConditions sql, Viewer viewer)
    {
        if (viewer.BlockedTags.Count > 0)
        {
            sql.Add($"NOT {HasTag(sql, viewer.BlockedTags)}");
        }

        if (viewer.AllowedTags.Count > 0)
        {
            // Libraries, people and genres have no tags and stay reachable.
            sql.Add($"(i.library_id IS NULL OR i.kind = {(int)BaseItemKind.CollectionFolder} OR i.kind = {(int)BaseItemKind.Folder} OR {HasTag(sql, viewer.AllowedTags)})");
        }
    }

    private static string HasTag(SqlConditions sql, IReadOnlyList<string> tags)
    {
        var wanted = sql.Parameter(tags.Select(tag => tag.ToLowerInvariant()).ToArray());
        return $"""
            EXISTS (SELECT 1 FROM items t, unnest(t.tags) tag
                    WHERE t.id IN (i.id, i.series_id, i.season_id) AND lower(tag) = ANY({wanted}))
            """;
    }
}
