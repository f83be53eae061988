using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

public sealed class OrderAndPageTests(BrowseFixture browse) : IClassFixture<BrowseFixture>
{
    public static TheoryData<ItemSortBy> Keys => [.. Enum.GetValues<ItemSortBy>()];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Pages_by_any_key_neither_overlap_nor_miss_anything(ItemSortBy key)
    {
        var library = await AddFilmsAsync(7);
        var query = new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library), Limit = 3 };
        var seen = new List<Guid>();
        for (var start = 0; start < 9; start += 3)
        {
            var page = await browse.Queries.QueryAsync(
                query with { OrderBy = [new(key, true)], StartIndex = start }, TestContext.Current.CancellationToken);
            seen.AddRange(page.Items.Select(item => item.Id));
            Assert.Equal(7, page.Total);
        }

        Assert.Equal(7, seen.Count);
        if (key != ItemSortBy.Random)
        {
            Assert.Equal(7, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task Each_key_has_its_own_direction_and_unknown_is_least()
    {
        var library = Guid.NewGuid();
        await browse.AddAsync(
            Make.Film("b", film => (film.LibraryId, film.ProductionYear) = (library, 2000)),
            Make.Film("a", film => (film.LibraryId, film.ProductionYear) = (library, 2000)),
            Make.Film("c", film => film.LibraryId = library),
            Make.Film("d", film => (film.LibraryId, film.ProductionYear) = (library, 2010)));
        var query = new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library) };

        Assert.Equal(["d", "a", "b", "c"], await browse.NamesAsync(query with { OrderBy = [new(ItemSortBy.ProductionYear, true), new(ItemSortBy.SortName)] }));
        Assert.Equal(["c", "b", "a", "d"], await browse.NamesAsync(query with { OrderBy = [new(ItemSortBy.ProductionYear), new(ItemSortBy.SortName, true)] }));
    }

    [Fact]
    public async Task Search_results_come_by_how_well_they_match()
    {
        var library = Guid.NewGuid();
        string[] names = ["Old Café Road", "Café", "Café Road", "Nothing"];
        await browse.AddAsync([.. names.Select(name => Make.Film(name, film => film.LibraryId = library))]);

        var found = await browse.NamesAsync(new ItemQuery(browse.Viewer)
        {
            Scope = new ItemScope(ItemScopeKind.Library, library),
            Names = new() { SearchTerm = "cafe" },
        });

        Assert.Equal(["Café", "Café Road", "Old Café Road"], found);
    }

    [Fact]
    public async Task A_total_changes_as_soon_as_items_do()
    {
        var library = await AddFilmsAsync(2);
        var query = new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library), Limit = 1 };
        Assert.Equal(2, (await browse.Queries.QueryAsync(query, TestContext.Current.CancellationToken)).Total);

        await browse.AddAsync(Make.Film("new", film => film.LibraryId = library));
        await browse.Bus.PublishAsync(new ItemsChanged([], [], [], [], [], []), TestContext.Current.CancellationToken);

        Assert.Equal(3, (await browse.Queries.QueryAsync(query, TestContext.Current.CancellationToken)).Total);
    }

    [Fact]
    public async Task Folders_and_collections_list_what_is_in_them()
    {
        var folder = Make.Item(BaseItemKind.Folder, "folder", BrowseFixture.Films, item => item.IsFolder = true);
        var inner = Make.Item(BaseItemKind.Folder, "inner", BrowseFixture.Films, item => (item.IsFolder, item.ParentId) = (true, folder.Id));
        var (near, far, other) = (Make.Film("near", film => film.ParentId = folder.Id), Make.Film("far", film => film.ParentId = inner.Id), Make.Film("other"));
        var set = Make.Item(BaseItemKind.BoxSet, "set", BrowseFixture.Films, item => item.IsFolder = true);
        await browse.AddAsync(folder, inner, near, far, other, set);
        await browse.AddAsync(
            new LinkedChild { Id = Guid.NewGuid(), ParentId = set.Id, ChildId = other.Id, SortOrder = 0 },
            new LinkedChild { Id = Guid.NewGuid(), ParentId = set.Id, ChildId = far.Id, SortOrder = 1 });

        Assert.Equal(["inner", "near"], await In(ItemScopeKind.Children, folder));
        Assert.Equal(["far", "inner", "near"], await In(ItemScopeKind.Descendants, folder));
        Assert.Equal(["other", "far"], await In(ItemScopeKind.Linked, set));

        Task<string[]> In(ItemScopeKind kind, Item parent) => browse.NamesAsync(new ItemQuery(browse.Viewer) { Scope = new ItemScope(kind, parent.Id) });
    }

    private async Task<Guid> AddFilmsAsync(int count)
    {
        var library = Guid.NewGuid();
        await browse.AddAsync([.. Enumerable.Range(0, count).Select(number => Make.Film($"film {number % 3}", film => film.LibraryId = library))]);
        return library;
    }
}
