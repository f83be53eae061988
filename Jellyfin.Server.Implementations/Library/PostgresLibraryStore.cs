using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresLibraryStore(IDbContextFactory<JellyfinDbContext> contexts) : ILibraryStore
{
    /// <summary>Removing a large library takes longer than an ordinary command may.</summary>
    private static readonly TimeSpan RemovalTimeout = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<LibraryFolder>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Libraries.AsNoTracking().OrderBy(library => library.Name).ToListAsync(cancellationToken);
    }

    public async Task<bool> SaveAsync(LibraryFolder library, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var exists = await context.Libraries.AnyAsync(row => row.Id == library.Id, cancellationToken);
        context.Entry(library).State = exists ? EntityState.Modified : EntityState.Added;
        await SaveItemAsync(context, library, cancellationToken);
        if (!await context.Items.AnyAsync(item => item.Id == ItemId.UserRoot, cancellationToken))
        {
            context.Items.Add(Root(library.DateCreated));
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(RemovalTimeout);
        // The library goes first: a scan that runs now sees that it is gone and writes nothing more.
        var removed = await context.Libraries.Where(library => library.Id == id).ExecuteDeleteAsync(cancellationToken);
        await context.Items.Where(item => item.LibraryId == id).ExecuteDeleteAsync(cancellationToken);
        return removed > 0;
    }

    private static async Task SaveItemAsync(JellyfinDbContext context, LibraryFolder library, CancellationToken cancellationToken)
    {
        var item = await context.Items.FirstOrDefaultAsync(row => row.Id == library.Id, cancellationToken);
        if (item is null)
        {
            context.Items.Add(CollectionFolder(library));
            return;
        }

        item.Name = library.Name;
        item.SortName = SortNames.Of(library.Name);
        item.SearchName = SearchNames.Of(library.Name);
        item.CollectionType = library.CollectionType;
    }

    private static Item CollectionFolder(LibraryFolder library) => new()
    {
        Id = library.Id,
        Kind = BaseItemKind.CollectionFolder,
        Name = library.Name,
        SortName = SortNames.Of(library.Name),
        SearchName = SearchNames.Of(library.Name),
        IsFolder = true,
        ParentId = ItemId.UserRoot,
        LibraryId = library.Id,
        CollectionType = library.CollectionType,
        DateCreated = library.DateCreated,
        DateModified = library.DateCreated,
    };

    private static Item Root(DateTimeOffset created) => new()
    {
        Id = ItemId.UserRoot,
        Kind = BaseItemKind.UserRootFolder,
        Name = "Media Folders",
        SortName = "media folders",
        SearchName = "media folders",
        IsFolder = true,
        DateCreated = created,
        DateModified = created,
    };
}
