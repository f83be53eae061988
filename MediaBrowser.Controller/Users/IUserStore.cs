namespace MediaBrowser.Controller.Users;

public interface IUserStore
{
    Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Returns null when there is no such user.</summary>
    Task<User?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Compares without case.</summary>
    Task<User?> FindByNameAsync(string name, CancellationToken cancellationToken);

    /// <summary>Returns false when the name is taken.</summary>
    Task<bool> AddAsync(User user, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the user, applies <paramref name="change"/> and writes it, again when another replica was faster.
    /// Returns the user as stored, or null when there is none.
    /// </summary>
    Task<User?> UpdateAsync(Guid id, Action<User> change, CancellationToken cancellationToken);

    /// <summary>Removes the user with tokens and watch state. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);
}
