using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Sees to it that one replica makes a stream. Without shared state every replica makes what it is asked for.</summary>
internal sealed partial class TranscodeOwnership(ISharedStore store, IReplicaRegistry registry, ILogger<TranscodeOwnership> logger)
{
    /// <summary>An owner that does not renew its entry for so long has lost it.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(40);

    /// <summary>What this replica last wrote, by job: only then may it be replaced.</summary>
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the live replica that makes the stream, or null when it is this one: because it already was, because nobody was, because the
    /// owner is dead or named in <paramref name="refused"/>, or because the shared state is away.
    /// </summary>
    public async Task<TranscodeOwner?> FindOrTakeAsync(string job, Func<TranscodeOwner> self, TranscodeOwner? refused, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var current = await store.GetAsync(TranscodeOwner.KeyOf(job), cancellationToken);
                var owner = TranscodeOwner.Parse(current);
                if (owner is not null && (owner.Is(registry.Self) || await IsUsableAsync(owner, refused, cancellationToken)))
                {
                    return owner.Is(registry.Self) ? null : owner;
                }

                var mine = self().Serialize();
                if (await store.CompareAndSetAsync(TranscodeOwner.KeyOf(job), current, mine, TimeToLive, cancellationToken))
                {
                    _written[job] = mine;
                    return null;
                }
            }
        }
        catch (SharedStateUnavailableException)
        {
            LogAlone(job);
        }

        return null;
    }

    /// <summary>Returns false when another replica has taken the stream over.</summary>
    public async Task<bool> RenewAsync(TranscodeJob running, CancellationToken cancellationToken)
    {
        var job = running.Key;
        var self = registry.Self;
        try
        {
            var mine = new TranscodeOwner(self.Id, self.Incarnation, self.Url, running.PlaySessionId, running.DeviceId, running.Info).Serialize();
            var expected = _written.GetValueOrDefault(job);
            if (await store.CompareAndSetAsync(TranscodeOwner.KeyOf(job), expected, mine, TimeToLive, cancellationToken))
            {
                _written[job] = mine;
                return true;
            }

            var owner = TranscodeOwner.Parse(await store.GetAsync(TranscodeOwner.KeyOf(job), cancellationToken));
            if (owner is null)
            {
                _written.TryRemove(job, out _);
            }

            return owner is null || owner.Is(registry.Self);
        }
        catch (SharedStateUnavailableException)
        {
            return true;
        }
    }

    public async Task ReleaseAsync(string job, CancellationToken cancellationToken)
    {
        if (!_written.TryRemove(job, out var mine))
        {
            return;
        }

        try
        {
            await store.CompareAndSetAsync(TranscodeOwner.KeyOf(job), mine, null, TimeToLive, cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            // It expires.
        }
    }

    /// <summary>Throws <see cref="SharedStateUnavailableException"/>.</summary>
    public async Task<IReadOnlyDictionary<string, TranscodingInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = await store.ListAsync(TranscodeOwner.Collection, cancellationToken);
        return entries.Values.Select(TranscodeOwner.Parse).OfType<TranscodeOwner>()
            .Where(owner => owner.PlaySessionId.Length > 0)
            .GroupBy(owner => owner.PlaySessionId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Info, StringComparer.Ordinal);
    }

    private async Task<bool> IsUsableAsync(TranscodeOwner owner, TranscodeOwner? refused, CancellationToken cancellationToken)
    {
        if (refused is not null && refused.ReplicaId == owner.ReplicaId && refused.Incarnation == owner.Incarnation)
        {
            return false;
        }

        var replicas = await registry.ListAsync(cancellationToken);
        // A replica that drains gives its streams to whoever is asked for the next segment.
        return replicas.Any(replica => owner.Is(replica.Identity) && !replica.IsDraining);
    }

    [LoggerMessage(LogLevel.Debug, "The owner of stream {Job} is not known, it is made here")]
    private partial void LogAlone(string job);
}
