using Emby.Server.Implementations.Streaming.Hls;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>A stream that has begun, here or on another replica. To be disposed by the caller, which ends it.</summary>
public sealed class ProgressiveAnswer : IAsyncDisposable
{
    private readonly StreamRequest _request;
    private readonly StreamAnswer<ProgressiveStream> _answer;

    /// <param name="request">That is answered until this is disposed.</param>
    /// <param name="answer">What is sent.</param>
    internal ProgressiveAnswer(StreamRequest request, StreamAnswer<ProgressiveStream> answer) => (_request, _answer) = (request, answer);

    /// <summary>
    /// Sends all of it. Throws <see cref="TranscodeFailedException"/> or <see cref="IOException"/> when that is not all there should be,
    /// <see cref="OperationCanceledException"/> when the player leaves, stops or begins another stream.
    /// </summary>
    public async Task CopyToAsync(Stream target)
    {
        if (_answer.Made is { } made)
        {
            await made.CopyToAsync(target);
            return;
        }

        await _answer.Forwarded!.CopyBodyToAsync(target, _request.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _answer.Forwarded?.Dispose();
        if (_answer.Made is { } made)
        {
            await made.DisposeAsync();
        }

        _request.Dispose();
    }
}
