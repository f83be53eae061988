namespace MediaBrowser.Controller.Library;

/// <summary>Measures picture files.</summary>
public interface IImageInspector
{
    /// <summary>Returns null when the file is missing or is no picture the server knows.</summary>
    Task<ImageFacts?> InspectAsync(string path, CancellationToken cancellationToken);
}

/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BlurHash">Null when the picture could not be decoded.</param>
public sealed record ImageFacts(int Width, int Height, string? BlurHash);
