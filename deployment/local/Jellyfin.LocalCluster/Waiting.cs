namespace Jellyfin.LocalCluster;

/// <summary>Bounded waits for something that happens elsewhere.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Throws <see cref="ClusterException"/> when <paramref name="isHopeless"/> gives a reason or the time is up.</summary>
    public static async Task ForAsync(
        Func<Task<bool>> condition, Func<string?> isHopeless, TimeSpan limit, string otherwise, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            var reason = isHopeless() ?? (TimeProvider.System.GetElapsedTime(started) > limit ? $"{otherwise} within {limit.TotalSeconds:0} s" : null);
            if (reason is not null)
            {
                throw new ClusterException(reason);
            }

            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }
}
