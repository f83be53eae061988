using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Asks another replica for a stream. The caller's own token and address go with it.</summary>
internal sealed class ReplicaClient : IDisposable
{
    private const long LargestBuffer = 32 * 1024 * 1024;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(1),
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>With the whole segment unless it is very large: what breaks off in the middle can still be made elsewhere.</summary>
    public async Task<HttpResponseMessage> GetAsync(ReplicaIdentity replica, ReplicaRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, replica.Url.TrimEnd('/') + request.PathAndQuery);
        message.Headers.TryAddWithoutValidation(ForwardedHeader.Name, replica.Incarnation);
        if (request.Client is { } client)
        {
            message.Headers.TryAddWithoutValidation(ForwardedHeader.Client, client.ToString());
        }

        if (request.Stream is { } stream)
        {
            message.Headers.TryAddWithoutValidation(ForwardedHeader.Stream, stream.ToString("N"));
        }

        if (request.Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        }

        var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.Content.Headers.ContentLength <= LargestBuffer)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        }

        return response;
    }

    public void Dispose() => _client.Dispose();
}
