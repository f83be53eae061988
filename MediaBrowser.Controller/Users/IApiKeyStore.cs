namespace MediaBrowser.Controller.Users;

/// <summary>Keys of programs.</summary>
public interface IApiKeyStore
{
    /// <summary>The oldest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    Task AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>Revokes on every replica. Returns false when there is no such key.</summary>
    Task<bool> RemoveAsync(byte[] tokenHash, CancellationToken cancellationToken);
}
