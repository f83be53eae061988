using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Library;

/// <summary>What happened to a change of a library.</summary>
public enum LibraryChange
{
    Done,
    NoSuchLibrary,
    NameTaken,
    NoSuchPath,
}

/// <summary>Adds, changes and removes libraries. Names are compared without case, as clients address libraries by name.</summary>
public sealed class LibraryManager(ILibraryStore libraries, ITaskManager tasks, IMessageBus bus, TimeProvider time)
{
    /// <summary>Key of the task that scans all libraries.</summary>
    public const string ScanTaskKey = "RefreshLibrary";

    public Task<IReadOnlyList<LibraryFolder>> ListAsync(CancellationToken cancellationToken) => libraries.ListAsync(cancellationToken);

    public async Task<LibraryChange> AddAsync(string name, CollectionType? type, LibraryOptions options, CancellationToken cancellationToken)
    {
        if (options.PathInfos.Exists(info => !Directory.Exists(info.Path)))
        {
            return LibraryChange.NoSuchPath;
        }

        var existing = await libraries.ListAsync(cancellationToken);
        var freeName = FreeName(name.Trim(), existing);
        var library = new LibraryFolder
        {
            Id = FreeId(freeName, existing),
            Name = freeName,
            CollectionType = type,
            Options = options,
            DateCreated = time.GetUtcNow(),
        };
        return await SaveAsync(library, cancellationToken);
    }

    public async Task<LibraryChange> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } library || !await libraries.RemoveAsync(library.Id, cancellationToken))
        {
            return LibraryChange.NoSuchLibrary;
        }

        await bus.PublishAsync(new LibrariesChanged(), cancellationToken);
        return LibraryChange.Done;
    }

    public async Task<LibraryChange> RenameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        var existing = await libraries.ListAsync(cancellationToken);
        var library = existing.FirstOrDefault(library => HasName(library, name));
        if (library is null)
        {
            return LibraryChange.NoSuchLibrary;
        }

        if (existing.Any(other => other.Id != library.Id && HasName(other, newName)))
        {
            return LibraryChange.NameTaken;
        }

        library.Name = newName.Trim();
        return await SaveAsync(library, cancellationToken);
    }

    public async Task<LibraryChange> AddPathAsync(string name, string path, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } library)
        {
            return LibraryChange.NoSuchLibrary;
        }

        if (!Directory.Exists(path))
        {
            return LibraryChange.NoSuchPath;
        }

        var canonical = LibraryPaths.Canonical(path);
        if (!library.Options.PathInfos.Exists(info => info.Path == canonical))
        {
            library.Options.PathInfos.Add(new MediaPathInfo(canonical));
        }

        return await SaveAsync(library, cancellationToken);
    }

    public async Task<LibraryChange> RemovePathAsync(string name, string path, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } library)
        {
            return LibraryChange.NoSuchLibrary;
        }

        var canonical = LibraryPaths.Canonical(path);
        library.Options.PathInfos.RemoveAll(info => info.Path == path || info.Path == canonical);
        return await SaveAsync(library, cancellationToken);
    }

    public async Task<LibraryChange> SetOptionsAsync(Guid id, LibraryOptions options, CancellationToken cancellationToken)
    {
        var library = (await libraries.ListAsync(cancellationToken)).FirstOrDefault(library => library.Id == id);
        if (library is null)
        {
            return LibraryChange.NoSuchLibrary;
        }

        library.Options = options;
        return await SaveAsync(library, cancellationToken);
    }

    /// <summary>Scans all libraries as soon as there is a leader.</summary>
    public Task RequestScanAsync(CancellationToken cancellationToken) => tasks.QueueAsync(ScanTaskKey, cancellationToken);

    /// <summary>0 to 100; null while no scan runs.</summary>
    public async Task<double?> ScanProgressAsync(CancellationToken cancellationToken)
    {
        var scan = await tasks.FindAsync(TaskId.Of(ScanTaskKey), cancellationToken);
        return scan?.Activity == TaskActivity.Running ? scan.Progress ?? 0 : null;
    }

    private async Task<LibraryFolder?> FindAsync(string name, CancellationToken cancellationToken)
        => (await libraries.ListAsync(cancellationToken)).FirstOrDefault(library => HasName(library, name));

    private async Task<LibraryChange> SaveAsync(LibraryFolder library, CancellationToken cancellationToken)
    {
        library.Options.PathInfos = [.. library.Options.PathInfos.Select(info => new MediaPathInfo(LibraryPaths.Canonical(info.Path))).Distinct()];
        if (!await libraries.SaveAsync(library, cancellationToken))
        {
            return LibraryChange.NameTaken;
        }

        await bus.PublishAsync(new LibrariesChanged(), cancellationToken);
        return LibraryChange.Done;
    }

    private static bool HasName(LibraryFolder library, string name)
        => string.Equals(library.Name, name.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>A second library "Films" becomes "Films 2".</summary>
    private static string FreeName(string name, IReadOnlyList<LibraryFolder> existing)
    {
        var free = name;
        for (var number = 2; existing.Any(library => HasName(library, free)); number++)
        {
            free = $"{name} {number}";
        }

        return free;
    }

    /// <summary>Made of the name, so that a rebuilt database has the same id; a renamed library keeps the id of its first name.</summary>
    private static Guid FreeId(string name, IReadOnlyList<LibraryFolder> existing)
    {
        var key = "library:" + name.ToLowerInvariant();
        var id = ItemId.FromKey(key);
        for (var number = 2; existing.Any(library => library.Id == id); number++)
        {
            id = ItemId.FromKey($"{key}:{number}");
        }

        return id;
    }
}
