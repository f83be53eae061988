namespace MediaBrowser.Controller.Cluster;

/// <summary>Tells every replica, this one included. At most once: who needs certainty re-reads on <see cref="OnResynchronise"/>.</summary>
public interface IMessageBus
{
    /// <summary>
    /// Local subscribers get the message even when the other replicas cannot be reached. Never throws for an unreachable bus
    /// and never waits for it: a write that is done must not fail because nobody could be told.
    /// </summary>
    ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Dispose the result to stop. Handlers of one subscription run one after the other; their exceptions are logged.</summary>
    IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
        where T : class;

    /// <summary>Called when messages may have been missed (connection lost and back): caches must be emptied.</summary>
    IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler);
}
