using System.Security.Cryptography;
using System.Text;

namespace MediaBrowser.Controller.Library;

/// <summary>Stable ids: the same input gives the same id on every replica and after a rebuild of the database.</summary>
public static class ItemId
{
    /// <summary>Id of the root of all libraries.</summary>
    public static readonly Guid UserRoot = FromKey("root");

    /// <summary>Id of a file or folder. <paramref name="kind"/> is part of it because a folder may be a Movie and a Folder to different libraries.</summary>
    public static Guid FromPath(BaseItemKind kind, string path) => FromKey($"{kind}:{path}");

    /// <summary>Id of a genre, studio, person or year.</summary>
    public static Guid FromName(BaseItemKind kind, string name) => FromKey($"{kind}:{name.Trim().ToLowerInvariant()}");

    /// <summary>Id of a season that has no folder.</summary>
    public static Guid ForSeason(Guid seriesId, int seasonNumber) => FromKey($"season:{seriesId:N}:{seasonNumber}");

    public static Guid FromKey(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
