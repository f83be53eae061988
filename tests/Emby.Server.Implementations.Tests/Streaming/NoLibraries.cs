using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>A server whose films are in no library.</summary>
internal sealed class NoLibraries : ILibraryStore
{
    public Task<IReadOnlyList<LibraryFolder>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LibraryFolder>>([]);

    public Task<bool> SaveAsync(LibraryFolder library, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(false);
}
