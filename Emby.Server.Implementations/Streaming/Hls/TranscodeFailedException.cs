namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>ffmpeg is missing, cannot read the source, or is too slow.</summary>
/// <param name="message">For the client.</param>
/// <param name="details">What ffmpeg said; for the log only, it may contain paths.</param>
/// <param name="inner">The cause.</param>
public sealed class TranscodeFailedException(string message, string? details = null, Exception? inner = null) : Exception(message, inner)
{
    public string? Details { get; } = details;
}
