using System.Collections.Frozen;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>Trailers, deleted scenes and the like, by folder or by the end of the name.</summary>
public static class ExtraName
{
    private static readonly FrozenDictionary<string, ExtraType> Folders = new Dictionary<string, ExtraType>(StringComparer.OrdinalIgnoreCase)
    {
        ["trailers"] = ExtraType.Trailer,
        ["trailer"] = ExtraType.Trailer,
        ["theme-music"] = ExtraType.ThemeSong,
        ["backdrops"] = ExtraType.ThemeVideo,
        ["behind the scenes"] = ExtraType.BehindTheScenes,
        ["deleted scenes"] = ExtraType.DeletedScene,
        ["interviews"] = ExtraType.Interview,
        ["scenes"] = ExtraType.Scene,
        ["samples"] = ExtraType.Sample,
        ["sample"] = ExtraType.Sample,
        ["shorts"] = ExtraType.Short,
        ["featurettes"] = ExtraType.Featurette,
        ["clips"] = ExtraType.Clip,
        ["extras"] = ExtraType.Unknown,
        ["extra"] = ExtraType.Unknown,
        ["other"] = ExtraType.Unknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Suffix, ExtraType Type)[] Suffixes =
    [
        ("-trailer", ExtraType.Trailer),
        (".trailer", ExtraType.Trailer),
        ("_trailer", ExtraType.Trailer),
        ("- trailer", ExtraType.Trailer),
        ("-sample", ExtraType.Sample),
        (".sample", ExtraType.Sample),
        ("_sample", ExtraType.Sample),
        ("- sample", ExtraType.Sample),
        ("-scene", ExtraType.Scene),
        ("-clip", ExtraType.Clip),
        ("-interview", ExtraType.Interview),
        ("-behindthescenes", ExtraType.BehindTheScenes),
        ("-deleted", ExtraType.DeletedScene),
        ("-deletedscene", ExtraType.DeletedScene),
        ("-featurette", ExtraType.Featurette),
        ("-short", ExtraType.Short),
        ("-extra", ExtraType.Unknown),
        ("-other", ExtraType.Unknown),
    ];

    public static ExtraType? OfFolder(string name) => Folders.TryGetValue(name.Trim(), out var type) ? type : null;

    /// <summary>Returns null for an ordinary file.</summary>
    public static ExtraType? OfFile(string stem)
    {
        if (stem.Equals("trailer", StringComparison.OrdinalIgnoreCase))
        {
            return ExtraType.Trailer;
        }

        if (stem.Equals("sample", StringComparison.OrdinalIgnoreCase))
        {
            return ExtraType.Sample;
        }

        foreach (var (suffix, type) in Suffixes)
        {
            if (stem.Length > suffix.Length && stem.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>The name without what makes it an extra.</summary>
    public static string Title(string stem)
    {
        var suffix = Suffixes.FirstOrDefault(entry => stem.Length > entry.Suffix.Length && stem.EndsWith(entry.Suffix, StringComparison.OrdinalIgnoreCase)).Suffix;
        return TitleName.Clean(suffix is null ? stem : stem[..^suffix.Length]) is { Length: > 0 } title ? title : stem;
    }
}
