using Jellyfin.Server.Implementations.Browsing;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Tests.Configuration;
using Jellyfin.Testing;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

/// <summary>A database of its own with the stores of browsing and one user.</summary>
public sealed class BrowseFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    public static readonly Guid Films = ItemId.FromKey("films");

    public static readonly Guid Shows = ItemId.FromKey("shows");

    public Guid UserId { get; } = Guid.NewGuid();

    public Viewer Viewer => new() { UserId = UserId };

    public IItemQueryStore Queries => _services.GetRequiredService<IItemQueryStore>();

    public IHomeStore Home => _services.GetRequiredService<IHomeStore>();

    public INameStore Names => _services.GetRequiredService<INameStore>();

    public IItemDetailStore Details => _services.GetRequiredService<IItemDetailStore>();

    public IMessageBus Bus => _services.GetRequiredService<IMessageBus>();

    public async ValueTask InitializeAsync()
    {
        var services = TestServices.WithDatabase(await postgres.CreateDatabaseAsync());
        services.AddSingleton<IMessageBus, DirectBus>();
        services.AddItemStores();
        _services = services.BuildServiceProvider();
        await AddAsync(new User { Id = UserId, Name = "viewer", NormalizedName = "VIEWER" });
    }

    public async Task AddAsync(params object[] rows)
    {
        await using var context = await _services.GetRequiredService<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync();
        context.AddRange(rows);
        await context.SaveChangesAsync();
    }

    /// <summary>Names of the items of a page, sorted as they came.</summary>
    public async Task<string[]> NamesAsync(ItemQuery query)
        => [.. (await Queries.QueryAsync(query, TestContext.Current.CancellationToken)).Items.Select(item => item.Name)];

    public UserItemData Watch(Item item, bool played = true, DateTimeOffset? at = null, long position = 0, bool favorite = false, bool? likes = null) => new()
    {
        UserId = UserId,
        ItemId = item.Id,
        Played = played,
        PlayCount = played ? 1 : 0,
        PlaybackPositionTicks = position,
        IsFavorite = favorite,
        Likes = likes,
        LastPlayedDate = at,
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
