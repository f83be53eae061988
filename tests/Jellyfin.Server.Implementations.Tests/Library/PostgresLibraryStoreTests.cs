using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Library;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Library;

public sealed class PostgresLibraryStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    private ILibraryStore Store => _services.GetRequiredService<ILibraryStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
        => _services = TestServices.WithDatabase(await postgres.CreateDatabaseAsync()).AddLibraryStores().BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_saved_library_is_listed_with_its_options()
    {
        var library = Library("Films");
        library.Options.PathInfos.Add(new MediaPathInfo("/media/Films"));

        Assert.True(await Store.SaveAsync(library, Token));

        var listed = Assert.Single(await Store.ListAsync(Token));
        Assert.Equal(("Films", CollectionType.movies), (listed.Name, listed.CollectionType));
        Assert.Equal("/media/Films", Assert.Single(listed.Options.PathInfos).Path);
    }

    [Fact]
    public async Task A_library_is_an_item_below_the_root_and_a_rename_reaches_it()
    {
        var library = Library("Films");
        await Store.SaveAsync(library, Token);
        library.Name = "The Films";

        Assert.True(await Store.SaveAsync(library, Token));

        await using var context = await Context();
        var item = await context.Items.SingleAsync(item => item.Id == library.Id, Token);
        Assert.Equal(("The Films", "films", ItemId.UserRoot), (item.Name, item.SortName, item.ParentId));
        Assert.True(await context.Items.AnyAsync(item => item.Id == ItemId.UserRoot, Token));
    }

    [Fact]
    public async Task A_second_library_of_one_name_is_refused()
    {
        await Store.SaveAsync(Library("Films"), Token);
        var second = Library("Films");
        second.Id = Guid.CreateVersion7();

        Assert.False(await Store.SaveAsync(second, Token));
    }

    [Fact]
    public async Task Removing_a_library_removes_its_items_only()
    {
        var films = Library("Films");
        var shows = Library("Shows");
        await Store.SaveAsync(films, Token);
        await Store.SaveAsync(shows, Token);

        Assert.True(await Store.RemoveAsync(films.Id, Token));
        Assert.False(await Store.RemoveAsync(films.Id, Token));

        await using var context = await Context();
        Assert.False(await context.Items.AnyAsync(item => item.LibraryId == films.Id, Token));
        Assert.True(await context.Items.AnyAsync(item => item.LibraryId == shows.Id, Token));
    }

    private static LibraryFolder Library(string name) => new()
    {
        Id = ItemId.FromKey("library:" + name),
        Name = name,
        CollectionType = CollectionType.movies,
        DateCreated = DateTimeOffset.UnixEpoch,
    };

    private Task<JellyfinDbContext> Context()
        => _services.GetRequiredService<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Token);
}
