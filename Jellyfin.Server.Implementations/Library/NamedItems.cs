using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>Genres, studios and people are items too, so that they can have pictures and be favourites.</summary>
internal static class NamedItems
{
    public static async Task AddAsync(JellyfinDbContext context, IReadOnlyList<ScannedItem> scanned, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var named = scanned.SelectMany(entry => entry.Item.Genres).Select(name => (Kind: BaseItemKind.Genre, Name: name))
            .Concat(scanned.SelectMany(entry => entry.Item.Studios).Select(name => (Kind: BaseItemKind.Studio, Name: name)))
            .Concat(scanned.SelectMany(entry => entry.People).Select(person => (Kind: BaseItemKind.Person, person.Name)))
            .DistinctBy(entry => ItemId.FromName(entry.Kind, entry.Name))
            .ToDictionary(entry => ItemId.FromName(entry.Kind, entry.Name));
        var known = await context.Items.Where(item => named.Keys.Contains(item.Id)).Select(item => item.Id).ToListAsync(cancellationToken);
        foreach (var (id, (kind, name)) in named.ExceptBy(known, entry => entry.Key))
        {
            context.Items.Add(Named(id, kind, name.Trim(), now));
        }
    }

    private static Item Named(Guid id, BaseItemKind kind, string name, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = kind,
        Name = name,
        SortName = SortNames.Of(name),
        SearchName = SearchNames.Of(name),
        IsFolder = kind is BaseItemKind.Genre or BaseItemKind.Studio,
        DateCreated = now,
        DateModified = now,
    };
}
