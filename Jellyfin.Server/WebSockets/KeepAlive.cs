using Microsoft.Extensions.Options;

namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Finds out that a client is gone. It is asked for a sign of life again and again: the TypeScript SDK answers each request once and
/// would be lost after the first minute otherwise.
/// </summary>
internal sealed class KeepAlive(IOptions<SocketOptions> options, TimeProvider time)
{
    private readonly TimeSpan _timeout = options.Value.LostAfter;

    public void Ask(SocketConnection connection)
        => connection.Send(SocketText.Write("ForceKeepAlive", (int)_timeout.TotalSeconds));

    /// <summary>Returns when the client is gone or the connection ends.</summary>
    public async Task WatchAsync(SocketConnection connection)
    {
        using var timer = new PeriodicTimer(_timeout / 5, time);
        while (await NextAsync(timer, connection.Lost))
        {
            var silence = connection.Silence;
            if (silence >= _timeout)
            {
                connection.Abort();
            }
            else if (silence >= _timeout * 0.75)
            {
                Ask(connection);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken lost)
    {
        try
        {
            return await timer.WaitForNextTickAsync(lost);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
