namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>A stream that has begun, here or on another replica. To be disposed by the caller, which ends it.</summary>
/// <param name="made">Here.</param>
/// <param name="forwarded">Answer of another replica.</param>
public sealed class ProgressiveAnswer(ProgressiveStream? made, HttpResponseMessage? forwarded) : IAsyncDisposable
{
    /// <summary>
    /// Sends all of it. Throws <see cref="Hls.TranscodeFailedException"/> or <see cref="IOException"/> when that is not all there should be.
    /// </summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        if (made is not null)
        {
            await made.CopyToAsync(target, cancellationToken);
            return;
        }

        // The stream's own exceptions, which the content would wrap.
        await using var body = await forwarded!.Content.ReadAsStreamAsync(cancellationToken);
        await body.CopyToAsync(target, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        forwarded?.Dispose();
        return made?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
