using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>A request for a stream that is under way; see <see cref="StreamRequests"/>.</summary>
/// <param name="stream">Its key.</param>
/// <param name="parameters">What was asked for.</param>
/// <param name="userId">For whom; null = a program.</param>
/// <param name="arrived">By the cluster's clock.</param>
/// <param name="disposed">It is answered.</param>
/// <param name="left">The player has closed the connection.</param>
internal sealed class StreamRequest(
    string stream, StreamParameters parameters, Guid? userId, DateTimeOffset arrived, Action<StreamRequest> disposed, CancellationToken left) : IDisposable
{
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(left);

    public string Stream => stream;

    public StreamParameters Parameters => parameters;

    public Guid? UserId => userId;

    public DateTimeOffset Arrived => arrived;

    /// <summary>The player has left, or ended the stream.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Its player is still there, and wants no answer.</summary>
    public bool IsEnded => Token.IsCancellationRequested && !left.IsCancellationRequested;

    public async Task EndAsync()
    {
        try
        {
            await _over.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just been answered.
        }
    }

    public void Dispose()
    {
        disposed(this);
        _over.Dispose();
    }
}
