namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Finds out that a client is gone. It is asked for a sign of life again and again: the TypeScript SDK answers each request once and
/// would be lost after the first minute otherwise.
/// </summary>
internal static class KeepAlive
{
    /// <summary>A client that was silent for so long is gone.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(12);

    /// <summary>From this silence on the client is asked.</summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(45);

    public static void Ask(SocketConnection connection)
        => connection.Send(SocketText.Write("ForceKeepAlive", (int)Timeout.TotalSeconds));

    /// <summary>Returns when the client is gone or the connection ends.</summary>
    public static async Task WatchAsync(SocketConnection connection, TimeProvider time)
    {
        using var timer = new PeriodicTimer(CheckInterval, time);
        while (await NextAsync(timer, connection.Lost))
        {
            var silence = connection.Silence;
            if (silence >= Timeout)
            {
                connection.Abort();
            }
            else if (silence >= AskAfter)
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
