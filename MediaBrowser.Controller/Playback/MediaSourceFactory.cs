using System.Globalization;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Playback;

/// <summary>Makes the media sources of an item out of what is stored of it and its versions.</summary>
public static class MediaSourceFactory
{
    /// <summary>Sources of an item: its own file first, then the other versions, larger pictures before smaller ones.</summary>
    /// <param name="item">What is to be played.</param>
    /// <param name="versions">Other files of the same title.</param>
    /// <param name="media">Probe results by item id; an item without one has a source without streams.</param>
    /// <param name="preferences">Of the caller; null = defaults.</param>
    /// <param name="remembered">What the caller chose last time; null = nothing.</param>
    public static IReadOnlyList<MediaSource> Create(
        Item item,
        IReadOnlyCollection<Item> versions,
        IReadOnlyDictionary<Guid, ItemMedia> media,
        UserConfiguration? preferences,
        UserItemData? remembered)
        => versions.Where(version => version.Id != item.Id)
            .OrderByDescending(version => version.Width ?? 0)
            .ThenBy(version => version.SortName, StringComparer.Ordinal)
            .Prepend(item)
            .Where(version => version.Path is not null && !version.IsFolder)
            .Select(version => CreateOne(version, media.GetValueOrDefault(version.Id), versions.Count > 0, preferences ?? new(), remembered))
            .ToList();

    private static MediaSource CreateOne(Item item, ItemMedia? media, bool isOneOfSeveral, UserConfiguration preferences, UserItemData? remembered)
    {
        var known = media ?? Unprobed(item);
        var audio = DefaultStreams.Audio(known.Streams, preferences, remembered);
        var subtitle = DefaultStreams.Subtitle(known.Streams, audio, preferences, remembered);
        return new MediaSource
        {
            Id = item.Id,
            Name = SourceName(item.Path!, isOneOfSeveral),
            Path = item.Path!,
            MediaType = item.MediaType,
            Container = ContainerNames.Normalize(known.FormatName ?? known.Container ?? item.Container, known.Streams),
            Size = known.Size,
            ETag = Tag(item),
            FileModified = known.FileModified,
            RunTimeTicks = known.RunTimeTicks ?? item.RunTimeTicks,
            StartTicks = known.StartTicks,
            Bitrate = known.Bitrate,
            Streams = known.Streams,
            Attachments = known.Attachments,
            DefaultAudioStreamIndex = audio?.Index,
            DefaultSubtitleStreamIndex = subtitle.Index,
            SubtitleScores = subtitle.Scores,
        };
    }

    private static ItemMedia Unprobed(Item item) => new()
    {
        ItemId = item.Id,
        Container = item.Container,
        Size = item.Size ?? 0,
        FileModified = item.FileModified ?? default,
        RunTimeTicks = item.RunTimeTicks,
        Bitrate = item.Bitrate,
    };

    /// <summary>The file name; of several versions only what tells them apart: <c>Film (2020) - 1080p.mkv</c> in <c>Film (2020)</c> is <c>1080p</c>.</summary>
    private static string SourceName(string path, bool isOneOfSeveral)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetFileName(Path.GetDirectoryName(path)) ?? "";
        if (!isOneOfSeveral || folder.Length == 0 || !name.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
        {
            return name;
        }

        var rest = name[folder.Length..].Trim(' ', '-', '_', '.');
        return rest.Length > 0 ? rest : name;
    }

    private static string Tag(Item item)
        => ContentTag.Of(string.Create(CultureInfo.InvariantCulture, $"{item.Id:N}:{item.FileModified?.UtcTicks}:{item.Size}"));
}
