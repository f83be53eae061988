using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Library.Segments;
using MediaBrowser.Controller.Playback;

namespace Emby.Server.Implementations.Library.Segments;

/// <summary>Finds what is marked in a film: chapters by their names, commercial breaks in an edit list beside the file.</summary>
public sealed class SegmentFinder(ILibraryStore libraries)
{
    /// <summary>Names by which a library switches them off (<see cref="LibraryOptions.DisabledMediaSegmentProviders"/>).</summary>
    public static readonly IReadOnlyList<string> Providers = [Chapters, EditLists];

    private const string Chapters = "Chapter Names";
    private const string EditLists = "Edit Lists (EDL)";
    private const int MaxFileSize = 1024 * 1024;

    /// <summary>By the options of its library. Null for what is no video of a library, and when it cannot be said now.</summary>
    public async Task<IReadOnlyList<MediaSegment>?> FindAsync(Item item, ItemMedia media, CancellationToken cancellationToken)
    {
        if (item is not { MediaType: MediaType.Video, LibraryId: { } libraryId } || media.Error is not null)
        {
            return null;
        }

        var library = (await libraries.ListAsync(cancellationToken)).FirstOrDefault(library => library.Id == libraryId);
        return library is null ? null : await FindAsync(item.Path!, media, library.Options, cancellationToken);
    }

    /// <summary>Null when it cannot be said now: the folder is away or cannot be read.</summary>
    public static async Task<IReadOnlyList<MediaSegment>?> FindAsync(string path, ItemMedia media, LibraryOptions options, CancellationToken cancellationToken)
    {
        var chapters = IsOn(Chapters, options) ? SegmentRules.FromChapters(media) : [];
        if (!IsOn(EditLists, options))
        {
            return SegmentRules.Merge(chapters);
        }

        return await ReadAsync(path, media, cancellationToken) is { } entries ? SegmentRules.Merge(chapters, SegmentRules.FromEdl(media, entries)) : null;
    }

    private static bool IsOn(string provider, LibraryOptions options)
        => !options.DisabledMediaSegmentProviders.Contains(provider, StringComparer.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<EdlEntry>?> ReadAsync(string path, ItemMedia media, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.ChangeExtension(path, ".edl"));
        try
        {
            if (!file.Exists)
            {
                return File.Exists(path) ? [] : null;
            }

            return file.Length <= MaxFileSize ? EdlFile.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken), FrameRate(media)) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double? FrameRate(ItemMedia media)
        => media.Streams.Find(stream => stream.Type == MediaStreamType.Video) is { } video ? video.AverageFrameRate ?? video.RealFrameRate : null;
}
