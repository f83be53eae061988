namespace MediaBrowser.Controller.Library;

/// <summary>The libraries ("virtual folders") of the server.</summary>
public interface ILibraryStore
{
    Task<IReadOnlyList<LibraryFolder>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds or replaces a library and its collection folder item. A second library of the same name is refused with false.</summary>
    Task<bool> SaveAsync(LibraryFolder library, CancellationToken cancellationToken);

    /// <summary>Removes the library and its items; user data stays. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);
}
