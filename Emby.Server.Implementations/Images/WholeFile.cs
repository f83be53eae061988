namespace Emby.Server.Implementations.Images;

/// <summary>Files that other processes read while they are written.</summary>
internal static class WholeFile
{
    /// <summary>Extension of what a killed process leaves behind.</summary>
    public const string DraftExtension = ".tmp";

    /// <summary>Written beside and renamed, so that nobody ever sees half of it. Creates the folder.</summary>
    public static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.CreateVersion7():N}{DraftExtension}";
        await File.WriteAllBytesAsync(draft, content, cancellationToken);
        File.Move(draft, path, overwrite: true);
    }
}
