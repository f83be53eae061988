namespace Jellyfin.Failover.Tests;

/// <summary>Bounded waits for a condition.</summary>
internal static class Wait
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns how long it took.</summary>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, string what, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}");
            }

            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>For faults that last a given time.</summary>
    public static Task LastAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, TimeProvider.System, cancellationToken);
}
