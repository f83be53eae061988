using Emby.Server.Implementations.Library.Naming;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>A file as it was found.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">To the microsecond, as PostgreSQL keeps it.</param>
/// <param name="Created">Birth time where the file system knows it.</param>
public sealed record MediaFile(string Path, long Size, DateTimeOffset Modified, DateTimeOffset Created)
{
    public string Name { get; } = System.IO.Path.GetFileName(Path);

    public string Stem => MediaFiles.Stem(Name);
}

/// <summary>A folder with everything below it, sorted by name.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Modified">Last time an entry was added or removed.</param>
/// <param name="Created">Birth time where the file system knows it.</param>
/// <param name="Files">Without those that are ignored by name.</param>
/// <param name="Folders">Likewise.</param>
public sealed record MediaFolder(
    string Path,
    DateTimeOffset Modified,
    DateTimeOffset Created,
    IReadOnlyList<MediaFile> Files,
    IReadOnlyList<MediaFolder> Folders)
{
    public string Name { get; } = System.IO.Path.GetFileName(Path);

    public MediaFile? Find(string name) => Files.FirstOrDefault(file => file.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Blu-ray and DVD folders, which this server cannot play.</summary>
    public bool IsDisc => Folders.Any(folder => folder.Name is "BDMV" or "VIDEO_TS") || Find("VIDEO_TS.IFO") is not null;
}
