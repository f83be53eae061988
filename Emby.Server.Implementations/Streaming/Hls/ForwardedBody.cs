namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Sends on what another replica answers.</summary>
public static class ForwardedBody
{
    private const int BufferSize = 64 * 1024;

    /// <summary>A replica that says nothing for so long in the middle of its answer is taken for dead: the player asks again, and is not left hanging.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    /// <summary>Throws <see cref="IOException"/> when the other replica breaks off or is silent.</summary>
    public static async Task CopyBodyToAsync(this HttpResponseMessage response, Stream target, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[BufferSize];
        while (await ReadAsync(body, buffer, cancellationToken) is > 0 and var count)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestSilence);
        try
        {
            return await body.ReadAsync(buffer, limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The other replica is silent.", exception);
        }
    }
}
