using Emby.Server.Implementations.Library.Naming;
using Emby.Server.Implementations.Library.Scanning;
using MediaBrowser.Controller.Playback;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>Subtitles and audio beside a video, by their names.</summary>
internal static class ExternalStreams
{
    /// <summary>Numbered from 0, sorted by name. Throws <see cref="IOException"/> when the folder cannot be read.</summary>
    public static IReadOnlyList<MediaStream> Find(string videoPath)
    {
        var folder = Path.GetDirectoryName(videoPath)!;
        var files = Names(folder);
        var video = Path.GetFileName(videoPath);
        var isOnly = files.Count(name => MediaFiles.IsVideo(name) && ExtraName.OfFile(MediaFiles.Stem(name)) is null) == 1;
        var beside = SidecarFiles.Of(video, files, name => name).Select(entry => (Path: Path.Combine(folder, entry.File), entry.Name));
        var below = Directory.EnumerateDirectories(folder)
            .Where(sub => SidecarFiles.IsSubtitleFolder(Path.GetFileName(sub)))
            .SelectMany(sub => SidecarFiles.OfSubtitleFolder(video, isOnly, Names(sub), name => name).Select(entry => (Path: Path.Combine(sub, entry.File), entry.Name)));
        return
        [
            .. beside.Concat(below)
                .Where(entry => new FileInfo(entry.Path) is { Exists: true, Length: > 0 })
                .Where(entry => !IsDataOfIndex(entry.Path))
                .DistinctBy(entry => entry.Path)
                .OrderBy(entry => entry.Path, StringComparer.OrdinalIgnoreCase)
                .Select((entry, index) => Stream(entry.Path, entry.Name, index)),
        ];
    }

    private static List<string> Names(string folder)
        => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(name => !MediaFiles.IsIgnoredFile(name))];

    /// <summary>VobSub is a pair: the <c>.idx</c> file names the <c>.sub</c> file.</summary>
    private static bool IsDataOfIndex(string path)
        => path.EndsWith(".sub", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.ChangeExtension(path, ".idx"));

    private static MediaStream Stream(string path, SidecarName name, int index) => new()
    {
        Type = MediaFiles.IsSubtitle(path) ? MediaStreamType.Subtitle : MediaStreamType.Audio,
        Index = index,
        Codec = Codec(MediaFiles.Extension(path)),
        Language = name.Language,
        Title = name.Title,
        IsDefault = name.IsDefault,
        IsForced = name.IsForced,
        IsHearingImpaired = name.IsHearingImpaired,
        Path = path,
    };

    private static string Codec(string extension) => extension switch
    {
        "srt" => "subrip",
        "vtt" => "webvtt",
        "sup" => "PGSSUB",
        "idx" => "DVDSUB",
        "sub" => "microdvd",
        "smi" or "sami" => "sami",
        "m4a" => "aac",
        "oga" or "ogg" => "vorbis",
        "wav" => "pcm_s16le",
        "thd" => "truehd",
        "dtshd" => "dts",
        _ => extension,
    };
}
