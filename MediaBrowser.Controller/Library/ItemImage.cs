namespace MediaBrowser.Controller.Library;

/// <summary>A picture of an item. <paramref name="Tag"/> changes with the content: clients cache by it for ever.</summary>
/// <param name="Type">Which picture.</param>
/// <param name="Path">Absolute path of the picture file, readable by every replica.</param>
/// <param name="Tag">32 hex digits.</param>
/// <param name="Width">Pixels; 0 = not measured.</param>
/// <param name="Height">Pixels; 0 = not measured.</param>
/// <param name="BlurHash">Placeholder in BlurHash notation; null = not made.</param>
public sealed record ItemImage(ImageType Type, string Path, string Tag, int Width, int Height, string? BlurHash)
{
    /// <summary>Folder of pictures that were taken out of media files; one beside the media goes before them.</summary>
    public const string EmbeddedFolder = "embedded";

    public bool IsEmbedded => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)) == EmbeddedFolder;

    public DateTimeOffset FileModified { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }
}
