using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Passes a request for a segment on to the replica that makes the stream. The caller's own token goes with it.</summary>
internal sealed partial class SegmentForwarder(IOptions<TranscodeOptions> options, ILogger<SegmentForwarder> logger) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Returns null when the owner cannot be reached, is too slow, or cannot make the segment.</summary>
    public async Task<SegmentAnswer?> TryForwardAsync(TranscodeOwner owner, SegmentRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, owner.Url.TrimEnd('/') + request.PathAndQuery);
        message.Headers.TryAddWithoutValidation(ForwardedHeader.Name, "1");
        if (request.Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.ForwardTimeout);
        try
        {
            var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (response.IsSuccessStatusCode)
            {
                return new SegmentAnswer([], response);
            }

            LogRefused(owner.ReplicaId, (int)response.StatusCode);
            response.Dispose();
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(owner.ReplicaId, exception.Message);
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    [LoggerMessage(LogLevel.Warning, "Replica {Replica} answered {Status} for a segment, it is made here")]
    private partial void LogRefused(string replica, int status);

    [LoggerMessage(LogLevel.Warning, "Replica {Replica} cannot be reached for a segment, it is made here: {Reason}")]
    private partial void LogUnreachable(string replica, string reason);
}

/// <summary>Marks a request that another replica passed on, so that it is never passed on again.</summary>
public static class ForwardedHeader
{
    public const string Name = "X-Jellyfin-Forwarded";
}
