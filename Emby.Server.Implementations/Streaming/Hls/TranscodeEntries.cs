using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>The shared entries of streams. Throws <see cref="SharedStateUnavailableException"/>.</summary>
internal sealed class TranscodeEntries(ISharedStore store)
{
    /// <summary>An owner that does not renew its entry for so long has lost it.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(40);

    /// <summary>A stream that its owner has not begun counts for so long: whoever asked for it may be gone.</summary>
    private static readonly TimeSpan TimeToBegin = TimeSpan.FromSeconds(15);

    /// <summary>An owner renews its entry each second, which may be in between.</summary>
    public const int Tries = 5;

    /// <summary>What this replica last wrote, by job: only then may it be replaced. Bounded by the jobs.</summary>
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>What this replica last knew to be its own entry.</summary>
    public TranscodeEntry? FindWritten(string job) => TranscodeEntry.Of(job, _written.GetValueOrDefault(job));

    public async Task<TranscodeEntry?> FindAsync(string job, CancellationToken cancellationToken)
        => TranscodeEntry.Of(job, await store.GetAsync(TranscodeOwner.KeyOf(job), cancellationToken));

    /// <summary>Of all streams, by job.</summary>
    public async Task<IReadOnlyDictionary<string, TranscodeEntry>> ListAsync(CancellationToken cancellationToken)
        => (await store.ListAsync(TranscodeOwner.Collection, cancellationToken))
            .Select(pair => TranscodeEntry.Of(pair.Key, pair.Value))
            .OfType<TranscodeEntry>()
            .ToDictionary(entry => entry.Job, StringComparer.Ordinal);

    /// <summary>Names another replica as the owner. Atomic: only if the entry still is what was expected (null = none).</summary>
    public Task<bool> TryAssignAsync(string job, TranscodeEntry? expected, TranscodeOwner owner, CancellationToken cancellationToken)
        => store.CompareAndSetAsync(TranscodeOwner.KeyOf(job), expected?.Text, owner.Serialize(), TimeToBegin, cancellationToken);

    /// <summary>Takes the stream from its owner, which ends it when it notices, within a second. Atomic: only if the entry has not changed.</summary>
    public Task<bool> TryEndAsync(TranscodeEntry entry, CancellationToken cancellationToken)
        => store.CompareAndSetAsync(TranscodeOwner.KeyOf(entry.Job), entry.Text, entry.Owner.WithoutReplica().Serialize(), TimeToLive, cancellationToken);

    /// <summary>Takes these streams from their owners.</summary>
    public async Task EndAsync(Func<TranscodeEntry, bool> which, CancellationToken cancellationToken)
    {
        var areEnded = false;
        for (var tries = 0; !areEnded && tries < Tries; tries++)
        {
            areEnded = true;
            foreach (var entry in (await ListAsync(cancellationToken)).Values.Where(entry => !entry.Owner.IsNobody && which(entry)))
            {
                areEnded &= await TryEndAsync(entry, cancellationToken);
            }
        }
    }

    /// <summary>Makes this replica the owner, which is to begin. Atomic: only if the entry still is what was expected (null = none).</summary>
    public Task<bool> TryTakeAsync(string job, TranscodeEntry? expected, TranscodeOwner owner, CancellationToken cancellationToken)
        => TryWriteAsync(job, expected, owner, TimeToBegin, cancellationToken);

    /// <summary>Says that this replica is the owner and makes it. Atomic: only if the entry still is what was expected (null = none).</summary>
    public Task<bool> TryRenewAsync(string job, TranscodeEntry? expected, TranscodeOwner owner, CancellationToken cancellationToken)
        => TryWriteAsync(job, expected, owner, TimeToLive, cancellationToken);

    /// <summary>An entry of this replica that it did not know it had written.</summary>
    public void Adopt(string job, TranscodeEntry entry) => _written[job] = entry.Text;

    /// <summary>
    /// Removes the entry if it still is the replica's, whatever it says: what was written last may be a renewal whose answer nobody waited for.
    /// </summary>
    public async Task ReleaseAsync(string job, ReplicaIdentity owner, CancellationToken cancellationToken)
    {
        _written.TryRemove(job, out _);
        while (await FindAsync(job, cancellationToken) is { } entry
            && entry.Owner.Is(owner)
            && !await store.CompareAndSetAsync(TranscodeOwner.KeyOf(job), entry.Text, null, TimeToLive, cancellationToken))
        {
            // It was renewed in between.
        }
    }

    /// <summary>What is made, by play session.</summary>
    public async Task<IReadOnlyDictionary<string, TranscodingInfo>> ListInfoAsync(CancellationToken cancellationToken)
        => (await ListAsync(cancellationToken)).Values.Select(entry => entry.Owner)
            .Where(owner => owner.PlaySessionId.Length > 0 && !owner.IsNobody)
            .GroupBy(owner => owner.PlaySessionId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Info, StringComparer.Ordinal);

    private async Task<bool> TryWriteAsync(
        string job, TranscodeEntry? expected, TranscodeOwner owner, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        var text = owner.Serialize();
        if (!await store.CompareAndSetAsync(TranscodeOwner.KeyOf(job), expected?.Text, text, timeToLive, cancellationToken))
        {
            return false;
        }

        _written[job] = text;
        return true;
    }
}

/// <param name="Job">Its key.</param>
/// <param name="Text">As it is stored, for comparing.</param>
/// <param name="Owner">What it says.</param>
internal sealed record TranscodeEntry(string Job, string Text, TranscodeOwner Owner)
{
    public StreamKind Kind => StreamKinds.Of(Owner.Info);

    public StreamInUse InUse => new(Job, Owner.UserId, Owner.Idle);

    public static TranscodeEntry? Of(string job, string? text) => TranscodeOwner.Parse(text) is { } owner ? new TranscodeEntry(job, text!, owner) : null;
}
