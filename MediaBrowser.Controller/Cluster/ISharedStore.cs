namespace MediaBrowser.Controller.Cluster;

/// <summary>
/// Small values that all replicas share and that may be lost: sessions, Quick Connect requests, play-session owners.
/// Redis, or this process when there is no Redis. Every entry has a time to live. Throws <see cref="SharedStateUnavailableException"/>
/// when the store cannot be reached in time.
/// </summary>
public interface ISharedStore
{
    /// <summary>Key of the service that only this replica sees, for features that were told not to share.</summary>
    const string ThisReplica = "this-replica";

    /// <summary>Returns null when there is none or it has expired.</summary>
    Task<string?> GetAsync(SharedKey key, CancellationToken cancellationToken);

    /// <summary>All live entries of a collection, by id.</summary>
    Task<IReadOnlyDictionary<string, string>> ListAsync(string collection, CancellationToken cancellationToken);

    Task SetAsync(SharedKey key, string value, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>
    /// Atomic: writes <paramref name="value"/> only if the entry is exactly <paramref name="expected"/> (null = does not exist);
    /// a null <paramref name="value"/> removes it. Returns whether it did.
    /// </summary>
    Task<bool> CompareAndSetAsync(SharedKey key, string? expected, string? value, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>Atomic; a counter that does not exist starts at 0 and lives for <paramref name="timeToLive"/> from its first increment.</summary>
    Task<long> IncrementAsync(SharedKey key, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>Returns whether it existed.</summary>
    Task<bool> RemoveAsync(SharedKey key, CancellationToken cancellationToken);
}

/// <summary>Name of an entry: a collection that can be listed, and an id within it.</summary>
public readonly record struct SharedKey(string Collection, string Id);

/// <summary>The shared state cannot be reached; features answer a clear error or go on with what they know.</summary>
public sealed class SharedStateUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
