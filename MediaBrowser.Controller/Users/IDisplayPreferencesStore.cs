namespace MediaBrowser.Controller.Users;

/// <summary>View settings of clients, as JSON.</summary>
public interface IDisplayPreferencesStore
{
    /// <summary>Returns null when the client saved nothing yet.</summary>
    Task<string?> FindAsync(Guid userId, string client, Guid id, CancellationToken cancellationToken);

    Task SaveAsync(Guid userId, string client, Guid id, string data, CancellationToken cancellationToken);
}
