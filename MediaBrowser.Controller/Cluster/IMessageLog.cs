namespace MediaBrowser.Controller.Cluster;

/// <summary>
/// What was said lately about each topic, in one order for all replicas, and how far each reader has heard it. Redis, or this process
/// when there is no Redis. Throws <see cref="SharedStateUnavailableException"/> when the log cannot be reached in time.
/// </summary>
public interface IMessageLog
{
    /// <summary>How many entries of a topic are kept.</summary>
    const int Capacity = 1000;

    /// <summary>How long entries are kept.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(6);

    /// <summary>How long a reader is known that nothing is noted for.</summary>
    static readonly TimeSpan ReaderMemory = TimeSpan.FromDays(7);

    /// <summary>Adds the entry at the end. Adding the same text again changes nothing, so every replica that hears of something may add it.</summary>
    Task AppendAsync(string topic, string entry, CancellationToken cancellationToken);

    /// <summary>What came after what the reader had last. A reader that is not known yet begins at the end and is remembered.</summary>
    Task<LogPage> OpenAsync(string topic, string reader, CancellationToken cancellationToken);

    /// <summary>Entries behind the number, in their order.</summary>
    Task<LogPage> ReadAsync(string topic, long after, CancellationToken cancellationToken);

    /// <summary>Notes how far readers have heard the topic; never goes back.</summary>
    Task AdvanceAsync(string topic, IReadOnlyDictionary<string, long> positions, CancellationToken cancellationToken);
}

/// <param name="Entries">In their order.</param>
/// <param name="End">To read on from: every later entry has a greater number.</param>
public sealed record LogPage(IReadOnlyList<LogEntry> Entries, long End);

/// <param name="Number">Grows with each entry of a topic; not by one.</param>
/// <param name="Text">As it was added.</param>
public readonly record struct LogEntry(long Number, string Text);
