using Emby.Server.Implementations.Library.Naming;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Subtitle and audio files that belong to a video.</summary>
internal static class SidecarFiles
{
    private static readonly string[] SubtitleFolders = ["subs", "subtitles", "sub"];

    /// <summary>Of two videos <c>Alien</c> and <c>Alien 3</c>, <c>Alien 3.en.srt</c> belongs to the second.</summary>
    public static IReadOnlyList<(T File, SidecarName Name)> Of<T>(string video, IReadOnlyCollection<T> files, Func<T, string> nameOf)
    {
        var stem = MediaFiles.Stem(video);
        var longerStems = files.Select(nameOf)
            .Where(MediaFiles.IsVideo)
            .Select(MediaFiles.Stem)
            .Where(other => other.Length > stem.Length && other.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return
        [
            .. files.Where(file => IsSidecar(nameOf(file)))
                .Where(file => !longerStems.Exists(longer => SidecarName.Parse(longer, MediaFiles.Stem(nameOf(file))) is not null))
                .Select(file => (file, SidecarName.Parse(stem, MediaFiles.Stem(nameOf(file)))!))
                .Where(entry => entry.Item2 is not null),
        ];
    }

    /// <summary>Files of a "Subs" folder; they need not repeat the name of the video when there is only one.</summary>
    public static IReadOnlyList<(T File, SidecarName Name)> OfSubtitleFolder<T>(string video, bool isOnlyVideo, IEnumerable<T> files, Func<T, string> nameOf)
    {
        var stem = MediaFiles.Stem(video);
        return
        [
            .. files.Where(file => MediaFiles.IsSubtitle(nameOf(file)))
                .Select(file => (file, isOnlyVideo ? SidecarName.ParseLoose(stem, MediaFiles.Stem(nameOf(file))) : SidecarName.Parse(stem, MediaFiles.Stem(nameOf(file)))!))
                .Where(entry => entry.Item2 is not null),
        ];
    }

    public static bool IsSubtitleFolder(string name) => SubtitleFolders.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of a scanned folder.</summary>
    public static IReadOnlyList<MediaFile> Of(MediaFile video, MediaFolder folder)
    {
        var beside = Of(video.Name, folder.Files, file => file.Name).Select(entry => entry.File);
        var isOnly = folder.Files.Count(file => MediaFiles.IsVideo(file.Name) && ExtraName.OfFile(file.Stem) is null) == 1;
        var below = folder.Folders.Where(sub => IsSubtitleFolder(sub.Name))
            .SelectMany(sub => OfSubtitleFolder(video.Name, isOnly, sub.Files, file => file.Name))
            .Select(entry => entry.File);
        return [.. beside.Concat(below)];
    }

    private static bool IsSidecar(string name) => MediaFiles.IsSubtitle(name) || MediaFiles.IsAudio(name);
}
