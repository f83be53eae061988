namespace MediaBrowser.Controller.Users;

/// <summary>Users, always as they are in the database now. Each write tells every replica (<see cref="UserChanged"/>).</summary>
public interface IUserStore
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Returns null when there is no such user.</summary>
    Task<User?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Compares without case.</summary>
    Task<User?> FindByNameAsync(string name, CancellationToken cancellationToken);

    /// <summary>Returns false when the name is taken.</summary>
    Task<bool> AddAsync(User user, CancellationToken cancellationToken);

    /// <summary>Atomic: adds the user only while there is none at all. Returns false when there is one.</summary>
    Task<bool> AddFirstAsync(User user, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the user, applies <paramref name="change"/> and writes it, again when another replica was faster. Must not take
    /// administrators' rights away: use <see cref="UpdatePolicyAsync"/>.
    /// Returns the user as stored, or null when there is none.
    /// </summary>
    Task<User?> UpdateAsync(Guid id, Action<User> change, CancellationToken cancellationToken);

    /// <summary>Atomic: gives the user another name, unless it is taken.</summary>
    Task<UserWrite> RenameAsync(Guid id, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Atomic: applies <paramref name="change"/> to the policy, but refuses to demote or disable the last enabled administrator, whatever
    /// other replicas do at the same time.
    /// </summary>
    Task<UserWrite> UpdatePolicyAsync(Guid id, Func<UserPolicy, UserPolicy> change, CancellationToken cancellationToken);

    /// <summary>Atomic: removes the user with tokens and watch state, but not the last enabled administrator.</summary>
    Task<UserWrite> RemoveAsync(Guid id, CancellationToken cancellationToken);
}

public enum UserWrite
{
    Done,
    NotFound,
    NameTaken,
    LastAdministrator,
}
