namespace MediaBrowser.Controller.Users;

/// <summary>Log-ins of users on their devices.</summary>
public interface ITokenStore
{
    /// <summary>
    /// Whose token it is; null when it is nobody's. Cached for at most 30 seconds; revocations and changes of the user are seen at
    /// once where the message bus works. Tokens that were seen before go on while the database is away.
    /// </summary>
    Task<TokenOwner?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken);

    /// <summary>Atomic: the token replaces the one that the user had on the same device id, which is void at once.</summary>
    Task ReplaceAsync(AccessToken token, CancellationToken cancellationToken);

    /// <summary>Log-ins of one user, or of everybody; the latest used first.</summary>
    Task<IReadOnlyList<AccessToken>> ListAsync(Guid? userId, CancellationToken cancellationToken);

    /// <summary>Revokes on every replica. Returns false when there is no such token.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Revokes all log-ins of a user but <paramref name="except"/>.</summary>
    Task RemoveUserAsync(Guid userId, Guid? except, CancellationToken cancellationToken);

    /// <summary>Revokes all log-ins on a device. Returns false when there was none.</summary>
    Task<bool> RemoveDeviceAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Notes that the token is in use, and the client's name and version as it now sends them.</summary>
    Task TouchAsync(TokenUse use, CancellationToken cancellationToken);
}

/// <summary>A user's device, or a program with a key. Shared by requests: never change it.</summary>
/// <param name="User">Null for an API key.</param>
/// <param name="AccessToken">Null for an API key.</param>
/// <param name="ApiKey">Null for a user's device.</param>
public sealed record TokenOwner(User? User, AccessToken? AccessToken, ApiKey? ApiKey);

/// <summary>What a request said about the device that sent it.</summary>
public sealed record TokenUse(Guid TokenId, Guid UserId, string DeviceName, string AppName, string AppVersion, DateTimeOffset At);
