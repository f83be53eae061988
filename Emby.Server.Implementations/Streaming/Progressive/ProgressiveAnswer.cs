namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>A stream that has begun, here or on another replica. To be disposed by the caller, which ends it.</summary>
/// <param name="made">Here.</param>
/// <param name="forwarded">Answer of another replica.</param>
public sealed class ProgressiveAnswer(ProgressiveStream? made, HttpResponseMessage? forwarded) : IAsyncDisposable
{
    /// <summary>
    /// Sends all of it. Throws <see cref="Hls.TranscodeFailedException"/> or <see cref="IOException"/> when that is not all there should be.
    /// </summary>
    public Task CopyToAsync(Stream target, CancellationToken cancellationToken)
        => made?.CopyToAsync(target, cancellationToken) ?? forwarded!.Content.CopyToAsync(target, cancellationToken);

    public ValueTask DisposeAsync()
    {
        forwarded?.Dispose();
        return made?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
