using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Puts items into a server's database, as a scan would.</summary>
internal static class Library
{
    public static async Task<Item> AddFilmAsync(this ReplicaFixture server, TimeSpan length)
        => (await server.AddAsync(NewItem(BaseItemKind.Movie, length)))[0];

    public static async Task<(Item Series, IReadOnlyList<Item> Episodes)> AddSeriesAsync(this ReplicaFixture server, int episodes)
    {
        var series = NewItem(BaseItemKind.Series, null);
        series.IsFolder = true;
        var season = NewItem(BaseItemKind.Season, null);
        season.IsFolder = true;
        season.ParentId = season.SeriesId = series.Id;
        var list = Enumerable.Range(1, episodes).Select(number =>
        {
            var episode = NewItem(BaseItemKind.Episode, TimeSpan.FromMinutes(30));
            episode.ParentId = episode.SeasonId = season.Id;
            episode.SeriesId = series.Id;
            episode.ParentIndexNumber = 1;
            episode.IndexNumber = number;
            return episode;
        }).ToArray();
        await server.AddAsync([series, season, .. list]);
        return (series, list);
    }

    public static async Task RemoveAsync(this ReplicaFixture server, Item item)
    {
        await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(server.Database).Options);
        await context.Items.Where(row => row.Id == item.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A second after the first of them instead of half a minute.</summary>
    public static async Task TellLibraryChangesSoonAsync(this ReplicaFixture server)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, object>>(await server.Client.ReadAsync("/System/Configuration"))!;
        settings["LibraryUpdateDuration"] = 1;
        await server.Client.SendAsync("/System/Configuration", settings);
    }

    private static async Task<Item[]> AddAsync(this ReplicaFixture server, params Item[] items)
    {
        await using var context = new JellyfinDbContext(new DbContextOptionsBuilder<JellyfinDbContext>().UseNpgsql(server.Database).Options);
        context.AddRange(items);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return items;
    }

    private static Item NewItem(BaseItemKind kind, TimeSpan? length)
    {
        var id = Guid.NewGuid();
        return new Item
        {
            Id = id,
            Kind = kind,
            Name = $"{kind} {id:N}",
            SortName = $"{kind} {id:N}",
            SearchName = $"{kind} {id:N}",
            MediaType = length is null ? MediaType.Unknown : MediaType.Video,
            RunTimeTicks = length?.Ticks,
            Path = $"/media/{id:N}",
        };
    }
}
