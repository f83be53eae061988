namespace MediaBrowser.Controller.Sessions;

/// <summary>Sessions of the whole cluster. When the shared state is away, those that this replica knows.</summary>
public interface ISessionStore
{
    /// <summary>Returns null when there is none or it has expired.</summary>
    Task<Session?> FindAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<Session>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sessions that have a web socket on any live replica.</summary>
    Task<IReadOnlyCollection<string>> ListConnectedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Atomic: reads the session (null = there is none), applies <paramref name="change"/> and writes the result, again when another
    /// replica was faster. <paramref name="change"/> may run several times; when it returns its argument or null, nothing is written.
    /// Returns the session as stored, or null when there is none.
    /// </summary>
    Task<Session?> UpdateAsync(string id, Func<Session?, Session?> change, CancellationToken cancellationToken);

    /// <summary>Forgets the session on every replica. Returns whether it existed.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Says which sessions have a web socket on this replica. To be repeated well within 15 seconds; what a dead replica said last is
    /// not believed.
    /// </summary>
    Task SaveSocketsAsync(IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken);
}
