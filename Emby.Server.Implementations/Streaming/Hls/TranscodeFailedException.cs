namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>ffmpeg is missing, cannot read the source, or is too slow.</summary>
/// <param name="message">For the client.</param>
/// <param name="details">What ffmpeg said; for the log only, it may contain paths.</param>
/// <param name="inner">The cause.</param>
public sealed class TranscodeFailedException(string message, string? details = null, Exception? inner = null) : Exception(message, inner)
{
    public string? Details { get; } = details;

    /// <summary>Nobody wants the stream any more: it must not be tried elsewhere.</summary>
    public bool IsByPlayer { get; private init; }

    /// <summary>ffmpeg is not there, or may not be run.</summary>
    public static TranscodeFailedException NotStarted(string details, Exception? inner = null) => new("ffmpeg cannot be started.", details, inner);

    /// <summary>The player has stopped it, or begun another one.</summary>
    public static TranscodeFailedException ByPlayer(Exception? inner = null) => new("The player has ended the stream.", inner: inner) { IsByPlayer = true };

    /// <summary>ffmpeg ended with an error.</summary>
    public static TranscodeFailedException Ended(string output) => new("ffmpeg failed.", output);
}
