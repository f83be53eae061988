using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Browsing;

public static class BrowsingStores
{
    /// <summary>Items and their queries in PostgreSQL.</summary>
    public static IServiceCollection AddItemStores(this IServiceCollection services)
    {
        services.AddSingleton<IItemStore, PostgresItemStore>();
        services.AddSingleton<IItemDetailStore, PostgresItemDetailStore>();
        services.AddSingleton(typeof(ItemsCache<,>));
        services.AddSingleton<IItemQueryStore, PostgresItemQueryStore>();
        services.AddSingleton<IHomeStore, PostgresHomeStore>();
        services.AddSingleton<INameStore, PostgresNameStore>();
        return services;
    }
}
