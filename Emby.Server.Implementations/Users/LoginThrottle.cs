using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Users;

/// <summary>
/// Slows down who guesses passwords: from the third try on, each try for a name waits twice as long as the one before, whichever
/// replica it is sent to. Counted before the password is looked at, so tries sent at once gain nothing.
/// </summary>
public sealed partial class LoginThrottle(ISharedStore shared, TimeProvider time, ILogger<LoginThrottle> logger)
{
    private const string Collection = "login-attempts";
    private const int FreeAttempts = 2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    /// <summary>Without the shared state nobody is slowed; the lock-out of the user's policy still counts in the database.</summary>
    public async Task WaitAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = await shared.IncrementAsync(Key(name), Memory, cancellationToken);
            await Task.Delay(DelayOf(attempt), time, cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogNotCounted(exception.Message);
        }
    }

    public async Task ClearAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await shared.RemoveAsync(Key(name), cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogNotCounted(exception.Message);
        }
    }

    internal static TimeSpan DelayOf(long attempt)
        => attempt <= FreeAttempts
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, FirstDelay.Ticks << (int)Math.Min(attempt - FreeAttempts - 1, 16)));

    private static SharedKey Key(string name) => new(Collection, Convert.ToHexStringLower(TokenText.Hash(name.ToUpperInvariant())));

    [LoggerMessage(LogLevel.Warning, "Log-in attempts cannot be counted: {Reason}")]
    private partial void LogNotCounted(string reason);
}
